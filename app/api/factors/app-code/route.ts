import { revalidatePath } from "next/cache";
import { z } from "zod";
import { confirmTotp } from "@/lib/accounts/confirm-totp";
import { requireAnyActor } from "@/lib/auth/session";
import { id, line } from "@/lib/input";
import { jsonRoute } from "@/lib/route";

/** Takes an authenticator app's first code; with it come the recovery codes, where there are none yet. */
export const POST = jsonRoute(z.strictObject({ totpId: id(), code: line(20) }), async (input) => {
  const { codes } = await confirmTotp(await requireAnyActor(), input);
  revalidatePath("/me");
  return { codes };
});
