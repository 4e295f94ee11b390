import { cookies } from "next/headers";
import { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { type LiveProvider, liveProvider } from "@/lib/accounts/providers";
import { refuseFederated } from "@/lib/accounts/refuse-federated";
import { systemActor } from "@/lib/auth/actor";
import { addressBlock } from "@/lib/auth/client-address";
import { cookieName } from "@/lib/auth/cookies";
import { type Discovered, knownIssuer } from "@/lib/auth/discovery";
import { takeLinkingCookie } from "@/lib/auth/linking-cookie";
import { requestIp } from "@/lib/auth/request";
import { AppError, conflict, notFound, unavailable } from "@/lib/errors";
import { countTry } from "@/lib/throttle";
import { goOn } from "./go-on";
import { issuerProvider } from "./issuer-provider";
import { withNotedFailure } from "./noted-failure";
import { authOptions } from "./options";
import { afterLinking, afterSignIn, type LinkingEnd, type SignInEnd } from "./ways-back";

type Context = { params: Promise<{ nextauth: string[] }> };

/** All that is taken of an issuer's answer: no token ever comes this way. */
const ANSWER = ["code", "state", "iss"];

/**
 * Begins a sign-in at an issuer: answers with its address, and sets the cookies that bind what comes back to this
 * browser. Nothing of the request's address is taken: next-auth would send it on to the issuer.
 */
export async function beginAtIssuer(
  request: Request,
  context: Context,
  providerId: string,
): Promise<Response> {
  const actor = systemActor("sign-in", await requestIp());
  const provider = await liveProvider(actor, providerId);
  if (!provider || new URL(request.url).search !== "") throw notFound();
  await countTry("challenge.address", addressBlock(actor.ip));
  const found = await knownIssuer(provider.issuer).catch((error: unknown) => {
    throw unavailable(
      `${provider.name} does not answer. Try again in a while, or sign in another way.`,
      error,
    );
  });
  const response = await NextAuth(request as never, context as never, options(provider, found));
  const { url } = await response
    .clone()
    .json()
    .catch(() => ({ url: null }));
  if (typeof url !== "string" || !isSamePlace(url, found.authorizationEndpoint)) {
    throw conflict("This page has been open for too long. Load it again.");
  }
  return response;
}

/**
 * Takes what an issuer has sent somebody back with, and leads them on. Whatever is wrong with it, they get to a page
 * of ours with a sentence of ours, and the audit log gets the reason.
 */
export async function comeBackFromIssuer(
  request: Request,
  context: Context,
  providerId: string,
): Promise<Response> {
  const actor = systemActor("sign-in", await requestIp());
  const provider = await liveProvider(actor, providerId);
  const asked = new URL(request.url).searchParams;
  if (!provider) return leave("refused", providerId);
  if (asked.has("error"))
    return leave(asked.get("error") === "access_denied" ? "declined" : "refused", providerId);
  // Without it this browser has begun nothing, or too long ago: there is nothing to verify.
  if (!(await cookies()).get(cookieName("state"))?.value) return leave("old", providerId);
  const found = await knownIssuer(provider.issuer).catch(() => null);
  if (!found) return leave("down", providerId);

  const url = new URL(request.url);
  url.search = new URLSearchParams([...asked].filter(([name]) => ANSWER.includes(name))).toString();
  const answer = new NextRequest(url, { headers: request.headers });
  const { result: response, failure } = await withNotedFailure<Response>(() =>
    NextAuth(answer as never, context as never, options(provider, found)),
  );
  const to = response.headers.get("location") ?? "";
  if (response.status === 302 && isOurPage.test(to)) return response;
  const end = failure.unreachable ? "down" : "refused";
  const why = failure.why ?? "next-auth gave no reason";
  await refuseFederated(actor, { providerId, why }).catch((error: unknown) => {
    if (!(error instanceof AppError)) throw error;
  });
  return leave(end, providerId);
}

/** Where `goOn` leads; everything else is a page of next-auth's, which is closed. */
const isOurPage = /^\/(?:sign-in|me|enrol)[/?]/;

const options = (provider: LiveProvider, found: Discovered) =>
  authOptions({
    provider: issuerProvider(provider, found),
    goOn: (claims) => goOn(provider, claims),
  });

/** Back to where the person came from, with a sentence; an intent to link is over. */
async function leave(end: SignInEnd & LinkingEnd, providerId: string): Promise<Response> {
  const linking = (await takeLinkingCookie()) !== null;
  const to = await (linking ? afterLinking(end, providerId) : afterSignIn(end, providerId));
  return new Response(null, { status: 302, headers: { Location: to } });
}

function isSamePlace(one: string, other: string): boolean {
  if (!URL.canParse(one)) return false;
  const [a, b] = [new URL(one), new URL(other)];
  return a.origin === b.origin && a.pathname === b.pathname;
}
