import { revalidatePath } from "next/cache";
import { z } from "zod";
import { keepRecoveryCodes } from "@/lib/accounts/keep-recovery-codes";
import { requireAnyActor } from "@/lib/auth/session";
import { line } from "@/lib/input";
import { jsonRoute } from "@/lib/route";

/** Takes one recovery code of the new set back, as the sign that it is kept. */
export const POST = jsonRoute(z.strictObject({ code: line(60) }), async (input) => {
  const { app } = await keepRecoveryCodes(await requireAnyActor(), input);
  revalidatePath("/me");
  return { app };
});
