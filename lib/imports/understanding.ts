/** What a written name turned out to mean: one thing, one of several, or nothing with the nearest things. */
export type Understood<T> =
  | { kind: "one"; value: T }
  | { kind: "several"; candidates: readonly T[] }
  | { kind: "none"; near: readonly T[]; why?: string };

export type PlatformName = { id: string; name: string };
/**
 * `ownName`: what the account itself calls it, where every account names its own ("Campaigns"). `limits`: what is
 * taken off the role by a restriction in the same cell ("no cost metrics").
 */
export type RoleName = { key: string; name: string; ownName: string | null; limits?: readonly string[] };
/** An account in the platform's normal form, and as the platform itself shows it. */
export type AccountName = { assetType: string; externalId: string; shown: string };

/** What the platform catalogue can say about words in a cell; handed in, so that the plan stays pure. */
export type Understanding = {
  platform: (text: string) => Understood<PlatformName>;
  account: (platformId: string, text: string) => Understood<AccountName>;
  /** A role may be a set, where the platform combines several. */
  role: (platformId: string, assetType: string | null, text: string) => Understood<readonly RoleName[]>;
  /** The names of the roles that exist there, for a sentence. */
  roleNames: (platformId: string, assetType: string | null) => readonly string[];
};

/** The same understanding, asked only once for the same words: a file repeats them thousands of times. */
export function remembering(source: Understanding): Understanding {
  return {
    platform: once(source.platform),
    account: once(source.account),
    role: once(source.role),
    roleNames: once(source.roleNames),
  };
}

function once<Args extends readonly (string | null)[], T>(ask: (...args: Args) => T): (...args: Args) => T {
  const known = new Map<string, T>();
  return (...args) => {
    const key = JSON.stringify(args);
    const found = known.get(key);
    if (found !== undefined) return found;
    const answer = ask(...args);
    known.set(key, answer);
    return answer;
  };
}
