import NextAuth from "next-auth";
import { cookieName } from "@/lib/auth/cookies";
import { env } from "@/lib/env";
import { errorResponse, json, refuseForeign } from "@/lib/route";
import { authOptions } from "./options";

type Context = { params: Promise<{ nextauth: string[] }> };

/** All of next-auth that is reachable. Its session, update, sign-in and sign-out routes are not (SEC-53). */
const open = new Set(["GET csrf", "POST callback/passkey"]);

async function handle(request: Request, context: Context): Promise<Response> {
  const path = (await context.params).nextauth.join("/");
  if (!open.has(`${request.method} ${path}`)) {
    return json({ error: { code: "not_found", message: "There is nothing here.", fields: {} } }, 404);
  }
  try {
    if (request.method === "POST") refuseForeign(request);
    // next-auth reads its own address from here and, with nothing else set, never from a request's header.
    process.env.NEXTAUTH_URL = env().KEYHOLDER_URL;
    return withoutExpiry(await NextAuth(request as never, context as never, authOptions()));
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
