import { z } from "zod";
import { rolesInWords } from "@/lib/accounts/rules";
import { tryLink } from "@/lib/accounts/try-link";
import { systemActor } from "@/lib/auth/actor";
import { requestIp } from "@/lib/auth/request";
import { line } from "@/lib/input";
import { jsonRoute } from "@/lib/route";

/** What a one-time link is for, told to the one who holds it. */
export const POST = jsonRoute(z.strictObject({ token: line(200) }), async ({ token }) => {
  const link = await tryLink(systemActor("sign-in", await requestIp()), token);
  const { kind, name, email, roles, noPassword } = link;
  return { kind, name, email, roles: rolesInWords(roles), noPassword };
});
