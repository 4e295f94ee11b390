import { create } from "qrcode";
import { z } from "zod";
import { beginTotp } from "@/lib/accounts/begin-totp";
import { countOwnChallenge } from "@/lib/accounts/count-own-challenge";
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

/** A QR code as the path of an SVG: one square for each dark module. */
function drawQr(text: string): { size: number; path: string } {
  const { modules } = create(text, { errorCorrectionLevel: "M" });
  const { size } = modules;
  const squares: string[] = [];
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      if (modules.get(row, column)) squares.push(`M${column} ${row}h1v1h-1z`);
    }
  }
  return { size, path: squares.join("") };
}
