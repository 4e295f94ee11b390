import { z } from "zod";
import { beginLinking } from "@/lib/accounts/begin-linking";
import { setLinkingCookie } from "@/lib/auth/linking-cookie";
import { requireAnyActor } from "@/lib/auth/session";
import { id } from "@/lib/input";
import { jsonRoute } from "@/lib/route";

/** Begins to link an issuer, for the one who is signed in and has just confirmed it. */
export const POST = jsonRoute(z.strictObject({ providerId: id() }), async ({ providerId }) => {
  const { token } = await beginLinking(await requireAnyActor(), { providerId });
  await setLinkingCookie(token);
  return { done: true };
});
