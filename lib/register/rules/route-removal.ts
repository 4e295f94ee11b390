/** Somebody who can manage the users of an account, on it or from one above it. */
export type Administrator = {
  personId: string;
  /** On the account itself; else from a manager account, a portfolio or a partner above it. */
  direct: boolean;
  /** Their own key there is not being taken back. */
  stays: boolean;
};

/** A removal to give to somebody. */
export type Removal = {
  /** Whose access it is: the person, a robot's owner, whoever knows a shared login. */
  aboutIds: readonly string[];
  /** Whom it was planned for: the account's custodian, unless they are one of these. */
  plannedId: string | null;
};

/**
 * Who takes it away: the custodian if they administer the account, else an administrator of it, else of the account
 * above it; of several whose own key is not going first. Where the register knows no administrator, it stays with the
 * custodian. Never whom it is about. `administrators` are people who stay, in an order that is the same each time.
 */
export function routeRemoval(
  { aboutIds, plannedId }: Removal,
  administrators: readonly Administrator[],
): string | null {
  const able = administrators.filter(({ personId }) => !aboutIds.includes(personId));
  const rank = ({ personId, direct, stays }: Administrator): number =>
    (stays ? 0 : 4) + (personId === plannedId ? 0 : direct ? 1 : 2);
  const [best] = able.toSorted((a, b) => rank(a) - rank(b));
  return best?.personId ?? plannedId;
}
