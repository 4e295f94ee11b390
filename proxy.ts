import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { cookieName, isSecure } from "@/lib/auth/cookies";
import { relyingParty } from "@/lib/auth/relying-party";
import { pagePolicy, uploadPolicy } from "@/lib/http/content-policy";

/** Pages that open without a session. Everything else is for the signed-in. */
const openPages = /^\/(sign-in|setup|invite|recover)(\/|$)/;

/** What is no page, and answers for itself. */
const noPages = /^\/(api\/|calendar\/|_next\/|favicon\.ico$|robots\.txt$)/;

/** The bodies of forms are told apart by a boundary: without one Next.js fails where it reads them. */
const boundary = /;\s*boundary=(?:"[^"]+"|[^\s;"]+)/i;

/** All that pages and routes know. No OPTIONS: nobody else's page may ask. */
const METHODS = ["GET", "HEAD", "POST"];

/** SCIM's own: it opens by a token alone, which no browser sends by itself, and says itself what each place takes. */
const scimPath = /^\/api\/scim\/v2(\/|$)/;
const SCIM_METHODS = [...METHODS, "PUT", "PATCH", "DELETE", "OPTIONS"];

/**
 * Gives each page its Content-Security-Policy, with a nonce of its own, keeps it out of every cache (SEC-46), and
 * sends a browser without a session cookie to the sign-in, to spare it a page that would do so anyway. It is no
 * place for authorisation: each query and command decides (SEC-01), and each action looks at the Origin again.
 */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  const policy = pathname.startsWith("/evidence/") ? uploadPolicy : freshPolicy();
  const answered = { "Content-Security-Policy": policy, "Cache-Control": "private, no-store" };
  const methods = scimPath.test(pathname) ? SCIM_METHODS : METHODS;
  if (!methods.includes(request.method)) {
    return new NextResponse(null, { status: 405, headers: { ...answered, Allow: methods.join(", ") } });
  }
  if (!noPages.test(pathname)) {
    // Next.js would read the whole of a foreign action before it refuses it, and call that an error of ours.
    const { origin } = relyingParty();
    if (request.method === "POST" && request.headers.get("origin") !== origin) {
      const sentence = `Open Keyholder at ${origin} and try again there.`;
      return new NextResponse(sentence, { status: 403, headers: answered });
    }
    const type = request.headers.get("content-type") ?? "";
    if (/^multipart\//i.test(type) && !boundary.test(type)) {
      return new NextResponse("This form cannot be read.", { status: 400, headers: answered });
    }
    if (!openPages.test(pathname) && !request.cookies.has(cookieName("session"))) {
      const signIn = new URL("/sign-in", request.url);
      if (pathname !== "/") signIn.searchParams.set("to", `${pathname}${search}`);
      return NextResponse.redirect(signIn, { headers: answered });
    }
  }
  // Next.js takes the nonce for its scripts from here: never what the browser has sent by that name (SEC-47).
  const headers = new Headers(request.headers);
  headers.set("Content-Security-Policy", policy);
  headers.delete("Content-Security-Policy-Report-Only");
  headers.set("x-keyholder-path", `${pathname}${search}`);
  return NextResponse.next({ request: { headers }, headers: answered });
}

function freshPolicy(): string {
  return pagePolicy({
    nonce: randomBytes(16).toString("base64"),
    secure: isSecure(),
    development: process.env.NODE_ENV === "development",
  });
}

export const config = { matcher: ["/((?!_next/static/|icon\\.svg$).*)"] };
