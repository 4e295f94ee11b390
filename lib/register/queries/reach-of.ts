import { type Actor, requirePermission } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { isId } from "@/lib/input";
import { type Access, type AccessOf, effectiveAccess } from "@/lib/register/queries/effective-access";

/**
 * The ways in that no grant on the account itself shows: through a manager account or whatever else stands above
 * it. Of a person, a client or an account. Raises forbidden.
 */
export async function reachOf(actor: Actor, of: AccessOf): Promise<Access[]> {
  requirePermission(actor, "register.read");
  const [id = ""] = Object.values(of);
  if (!isId(id)) return [];
  return (await effectiveAccess(db, of)).filter((access) => !access.direct);
}
