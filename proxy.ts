import { type NextRequest, NextResponse } from "next/server";
import { cookieName } from "@/lib/auth/cookies";

/** Pages that open without a session. Everything else is for the signed-in. */
const openPages = /^\/(sign-in|setup|invite)$/;

/**
 * Sends a browser without a session cookie to the sign-in, to spare it a page that would do so anyway, and keeps
 * pages out of every cache (SEC-46). It is no place for authorisation: each query and command decides (SEC-01).
 */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  const isApi = pathname.startsWith("/api/");
  if (!isApi && !openPages.test(pathname) && !request.cookies.has(cookieName("session"))) {
    const signIn = new URL("/sign-in", request.url);
    if (pathname !== "/") signIn.searchParams.set("to", `${pathname}${search}`);
    return NextResponse.redirect(signIn, { headers: { "Cache-Control": "private, no-store" } });
  }
  const headers = new Headers(request.headers);
  headers.set("x-keyholder-path", `${pathname}${search}`);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("Cache-Control", "private, no-store");
  return response;
}

export const config = { matcher: ["/((?!_next/static|_next/image|favicon.ico|icon|robots.txt).*)"] };
