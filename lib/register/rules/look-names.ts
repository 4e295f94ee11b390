import type { IdentityKind } from "@/prisma/generated/enums";

/** A name under which somebody may stand in a list of users. */
export type LookName = {
  address: string;
  /** Null for what is no identity of the register: the address of the person's own row, or their name. */
  identityId: string | null;
  kind: IdentityKind | "name";
};

type Known = { name: string; emails: readonly (string | null)[]; identities: readonly LookName[] };

const order: readonly LookName["kind"][] = ["work", "client_issued", "personal", "service", "name"];

/**
 * Under which names somebody is looked for: each identity that the register knows of them and each address of their
 * own, once, the studio's first. Their name alone where nothing else is known.
 */
export function lookNames({ name, emails, identities }: Known): LookName[] {
  const addresses = emails.flatMap((address): LookName[] =>
    address ? [{ address, identityId: null, kind: "work" }] : [],
  );
  const byAddress = new Map<string, LookName>();
  for (const each of [...identities, ...addresses]) {
    const key = each.address.toLowerCase();
    if (!byAddress.has(key)) byAddress.set(key, each);
  }
  if (byAddress.size === 0) return [{ address: name, identityId: null, kind: "name" }];
  return [...byAddress.values()].toSorted(
    (a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || (a.address < b.address ? -1 : 1),
  );
}

/** Those of the names under which nobody has looked. */
export function notLookedUnder(names: readonly LookName[], lookedUnder: readonly string[]): string[] {
  return names.map((each) => each.address).filter((address) => !lookedUnder.includes(address));
}
