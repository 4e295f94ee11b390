import { cookies } from "next/headers";
import { cookieName } from "@/lib/auth/cookies";
import { ownPath, returnPath } from "@/lib/auth/return-path";
import { currentSession } from "@/lib/auth/session";

/** What came of a sign-in at an issuer that went no further, as the sign-in page knows a sentence for it. */
export type SignInEnd = "unknown" | "blocked" | "declined" | "down" | "old" | "refused";

/** What came of linking an issuer, as one's own page knows a sentence for it. */
export type LinkingEnd = "linked" | "taken" | "declined" | "down" | "old" | "refused";

/** Back to the sign-in page. */
export const afterSignIn = async (end: SignInEnd, providerId: string): Promise<string> =>
  `/sign-in?${new URLSearchParams({ issuer: end, at: providerId, to: await wanted() })}`;

/** Back to one's own page, or to the only one that a session has which may only enrol. */
export async function afterLinking(end: LinkingEnd, providerId: string): Promise<string> {
  const asked = new URLSearchParams({ issuer: end, at: providerId });
  const limited = (await currentSession())?.actor.limit;
  return limited ? `/enrol?${asked}` : `/me?${asked}#company-sign-in`;
}

/** On to the second factor; or, when that was the issuer's, to the page that begins the session. */
export const toSecondFactor = async (complete: boolean): Promise<string> =>
  `/sign-in/${complete ? "finish" : "second"}?${new URLSearchParams({ to: await wanted() })}`;

/** Where the person was going, from next-auth's cookie. */
async function wanted(): Promise<string> {
  const url = (await cookies()).get(cookieName("return"))?.value;
  return returnPath(url ? ownPath(url) : undefined);
}
