import { z } from "zod";
import { type Actor, requirePermission } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { forbidden, notFound } from "@/lib/errors";
import { id } from "@/lib/input";
import { roleNames } from "@/lib/platforms/explain-role";
import { WORK } from "@/lib/platforms/work";
import { readToExtend } from "@/lib/requests/read-to-extend";
import { forLess } from "@/lib/requests/rules/extension";
import { canAskFor } from "@/lib/requests/rules/who-may";
import { nounsOf } from "@/lib/requests/rules/words";

/** What the form of an extension knows so far. */
export const extensionInput = z.strictObject({
  grantId: id(),
  work: z.array(z.enum(WORK.map((work) => work.key))).max(50),
});

export type ExtensionPreview = {
  /** What it can be for, where nobody has asked for it; empty where it came by a request. */
  work: { key: string; label: string }[];
  /** What is held. */
  role: string;
  /** The smaller roles that do the work, and what they leave out; null where what is held is the smallest. */
  less: { role: string; leavesOut: string } | null;
};

/**
 * What an extension would ask, before it is sent: as the command does. Raises forbidden, and not_found where no
 * person holds it.
 */
export async function previewExtension(
  actor: Actor,
  { grantId, work }: z.output<typeof extensionInput>,
): Promise<ExtensionPreview> {
  requirePermission(actor, "requests.ask");
  const target = await readToExtend(db, grantId);
  if (!target) throw notFound();
  const can = canAskFor(actor, [target.personId]);
  if (can !== true) throw forbidden(can);
  const less = target.asked || work.length === 0 ? null : forLess(target, work);
  return {
    work: target.asked
      ? []
      : WORK.filter(({ key }) => target.doable.includes(key)).map(({ key, label }) => ({ key, label })),
    role: roleNames(target.roles),
    less: less && { role: roleNames(less.roles, target.asset.type), leavesOut: nounsOf(less.leavesOut) },
  };
}
