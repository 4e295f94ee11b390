import NextAuth from "next-auth";
import { providerIdOf } from "@/lib/accounts/issuer-rules";
import { cookieName } from "@/lib/auth/cookies";
import { env } from "@/lib/env";
import { notFound } from "@/lib/errors";
import { errorResponse, refuseForeign } from "@/lib/route";
import { beginAtIssuer, comeBackFromIssuer } from "./at-issuer";
import { authOptions } from "./options";

type Context = { params: Promise<{ nextauth: string[] }> };

type Answer = (request: Request, context: Context) => Promise<Response>;

/**
 * All of next-auth that is reachable: two of its steps, and the way to an issuer and back. Its session, update, error
 * and sign-out routes are not (SEC-53).
 */
function answerOf(method: string, [step, name, ...more]: string[]): Answer | null {
  if (more.length > 0) return null;
  const wanted = [method, step, name].filter(Boolean).join(" ");
  if (wanted === "GET csrf" || wanted === "POST callback passkey") {
    return (request, context) => NextAuth(request as never, context as never, authOptions());
  }
  const providerId = providerIdOf(name ?? "");
  if (!providerId) return null;
  if (method === "POST" && step === "signin") return (...call) => beginAtIssuer(...call, providerId);
  if (method === "GET" && step === "callback") return (...call) => comeBackFromIssuer(...call, providerId);
  return null;
}

async function handle(request: Request, context: Context): Promise<Response> {
  try {
    const answer = answerOf(request.method, (await context.params).nextauth);
    if (!answer) throw notFound("There is nothing here.");
    if (request.method === "POST") refuseForeign(request);
    // next-auth reads its own address from here and, with nothing else set, never from a request's header.
    process.env.NEXTAUTH_URL = env().KEYHOLDER_URL;
    return withoutExpiry(await answer(request, context));
  } catch (error) {
    return errorResponse(error);
  }
}

/** The session's cookie ends with the browser; next-auth would keep it for the session's whole length. */
function withoutExpiry(response: Response): Response {
  const headers = new Headers(response.headers);
  headers.delete("set-cookie");
  for (const cookie of response.headers.getSetCookie()) {
    const isSession = cookie.startsWith(`${cookieName("session")}=`) && !/Max-Age=0/i.test(cookie);
    headers.append("set-cookie", isSession ? cookie.replace(/;\s*Expires=[^;]*/i, "") : cookie);
  }
  return new Response(response.body, { status: response.status, headers });
}

export { handle as GET, handle as POST };
