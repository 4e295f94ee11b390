import { cookies } from "next/headers";
import { signOut } from "@/lib/accounts/sign-out";
import { cookieName, cookieOptions } from "@/lib/auth/cookies";
import { relyingParty } from "@/lib/auth/relying-party";
import { currentSession } from "@/lib/auth/session";
import { errorResponse, refuseForeign } from "@/lib/route";

/** Signs out: ends the session in the database, takes its cookie, and empties what the browser has kept. */
export async function POST(request: Request): Promise<Response> {
  try {
    refuseForeign(request);
    const actor = (await currentSession())?.actor;
    if (actor) await signOut(actor, {});
    (await cookies()).set(cookieName("session"), "", { ...cookieOptions(), maxAge: 0 });
    return new Response(null, {
      status: 303,
      headers: {
        Location: `${relyingParty().origin}/sign-in?left=1`,
        "Clear-Site-Data": '"cache", "storage"',
        "Cache-Control": "private, no-store",
      },
    });
  } catch (error) {
    return errorResponse(error);
  }
}
