import { linkIdentity } from "@/lib/accounts/link-identity";
import { proveFederated } from "@/lib/accounts/prove-federated";
import type { LiveProvider } from "@/lib/accounts/providers";
import { type Actor, systemActor } from "@/lib/auth/actor";
import { takeLinkingCookie } from "@/lib/auth/linking-cookie";
import { setPendingCookie } from "@/lib/auth/pending-cookie";
import { requestIp } from "@/lib/auth/request";
import { currentSession } from "@/lib/auth/session";
import { AppError } from "@/lib/errors";
import { readClaims } from "./read-claims";
import { afterLinking, afterSignIn, toSecondFactor } from "./ways-back";

type Said = ReturnType<typeof readClaims>;

/**
 * Where to go with what an issuer has said in a token that next-auth has verified: it is linked to the account that is
 * signed in and has begun to link it, or it is the first factor of a sign-in.
 */
export async function goOn(provider: LiveProvider, profile: unknown): Promise<string> {
  const said = readClaims(profile);
  const intent = await takeLinkingCookie();
  const session = intent ? await currentSession() : null;
  return intent && session
    ? link(provider, session.actor, intent, said)
    : signIn(provider, systemActor("sign-in", await requestIp()), said);
}

async function link(provider: LiveProvider, actor: Actor, intent: string, { who }: Said): Promise<string> {
  try {
    await linkIdentity(actor, { intent, providerId: provider.id, ...who });
    return afterLinking("linked", provider.id);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return afterLinking(error.code === "forbidden" ? "taken" : "old", provider.id);
  }
}

async function signIn(provider: LiveProvider, actor: Actor, { who, how }: Said): Promise<string> {
  try {
    const { token, complete } = await proveFederated(actor, { providerId: provider.id, ...who, ...how });
    await setPendingCookie(token);
    return toSecondFactor(complete);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return afterSignIn(error.refused?.objectType === "account" ? "blocked" : "unknown", provider.id);
  }
}
