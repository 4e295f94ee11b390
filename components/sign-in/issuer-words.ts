const ends = {
  unknown: (name) =>
    `This sign-in at ${name} belongs to no account here. Sign in another way, then link it on your own page; without an account ask an owner of Keyholder for an invitation.`,
  blocked: () =>
    "Your account cannot sign in now: it is disabled, or your access has ended. Ask an owner of Keyholder.",
  declined: (name) => `${name} did not sign you in, because you went back or it does not let you in.`,
  down: (name) => `${name} does not answer. Try again in a while, or sign in another way.`,
  old: () => "This took too long, was already done, or was begun in another browser. Begin again.",
  refused: (name) => `The answer of ${name} could not be verified, so it was not used. Begin again.`,
  taken: (name) => `This sign-in at ${name} is linked to another account. Sign out there and take your own.`,
} satisfies Record<string, (name: string) => string>;

/**
 * What came of a sign-in at an issuer, by the word that our own address has for it; null for any other word. Nothing
 * of an address is ever shown.
 */
export function issuerProblem(end: string | undefined, name: string | undefined): string | null {
  if (end === undefined || !Object.hasOwn(ends, end)) return null;
  return ends[end as keyof typeof ends](name ?? "the issuer");
}
