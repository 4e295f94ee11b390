import { z } from "zod";
import { getCancelLink } from "@/lib/accounts/recovery-queries";
import { systemActor } from "@/lib/auth/actor";
import { requestIp } from "@/lib/auth/request";
import { line } from "@/lib/input";
import { jsonRoute } from "@/lib/route";

/** Whose recovery a cancel link stops, told to the one who holds it. Looking stops nothing. */
export const POST = jsonRoute(z.strictObject({ token: line(200) }), async ({ token }) =>
  getCancelLink(systemActor("sign-in", await requestIp()), token),
);
