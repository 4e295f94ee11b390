import { z } from "zod";
import { beginTotp } from "@/lib/accounts/begin-totp";
import { countOwnChallenge } from "@/lib/accounts/count-own-challenge";
import { drawQr } from "@/lib/auth/qr-code";
import { requireAnyActor } from "@/lib/auth/session";
import { line } from "@/lib/input";
import { jsonRoute } from "@/lib/route";

/** Begins an authenticator app: its secret as letters and as a QR code, in this answer and never again. */
export const POST = jsonRoute(z.strictObject({ name: line(60) }), async (input) => {
  const actor = await requireAnyActor();
  await countOwnChallenge(actor);
  const { totpId, uri, typed } = await beginTotp(actor, input);
  return { totpId, typed, qr: drawQr(uri) };
});
