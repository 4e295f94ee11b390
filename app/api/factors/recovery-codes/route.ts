import { z } from "zod";
import { newRecoveryCodes } from "@/lib/accounts/new-recovery-codes";
import { requireAnyActor } from "@/lib/auth/session";
import { jsonRoute } from "@/lib/route";

/** Makes a new set of recovery codes: in this answer, and never again. */
export const POST = jsonRoute(z.strictObject({}), async () => newRecoveryCodes(await requireAnyActor(), {}));
