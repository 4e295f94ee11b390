import { z } from "zod";
import { type Actor, requirePermission } from "@/lib/auth/actor";
import { planCopy } from "@/lib/clients/plan-copy";
import { db } from "@/lib/db";
import { notFound } from "@/lib/errors";
import { id } from "@/lib/input";
import { WORK, type WorkKey } from "@/lib/platforms/work";
import { type ShownLine, showLine } from "@/lib/requests/queries/get-kits";
import { readBasis } from "@/lib/requests/read-basis";

/** The lines of a kit as its form has them; those without work are in no kit. */
export const kitInput = z.strictObject({
  engagementId: id(),
  lines: z
    .array(z.strictObject({ assetId: id(), work: z.array(z.enum(WORK.map((work) => work.key))).max(50) }))
    .max(200),
});

/** The smallest role of a line, by its account. */
export type WeighedLine = Pick<ShownLine, "assetId" | "rung" | "sentence" | "unverified">;

/** What each line of a kit would give, while its work is chosen. Raises forbidden and not_found. */
export async function weighKit(
  actor: Actor,
  { engagementId, lines }: z.output<typeof kitInput>,
): Promise<WeighedLine[]> {
  requirePermission(actor, "clients.write");
  const engagement = await readEngagement(engagementId);
  const asked = lines.filter((line) => line.work.length > 0);
  const shown = await show(
    engagement.clientId,
    asked.map((line) => ({ ...line, id: line.assetId, role: "" })),
  );
  return shown.map(({ assetId, rung, sentence, unverified }) => ({ assetId, rung, sentence, unverified }));
}

/** From which engagement kits are to be copied, and to which. */
export const copyInput = z.strictObject({ engagementId: id(), fromId: id() });

/** What a copy would bring, line by line at the smallest roles, and what it leaves out, in words. */
export type CopyPreview = { lines: (ShownLine & { role: string })[]; leftOut: string[] };

/** A copy of kits before it is done: as the command does. Raises forbidden and not_found. */
export async function previewCopy(
  actor: Actor,
  { engagementId, fromId }: z.output<typeof copyInput>,
): Promise<CopyPreview> {
  requirePermission(actor, "clients.write");
  const to = await readEngagement(engagementId);
  await readEngagement(fromId);
  const plan = { id: to.id, clientId: to.clientId, clientName: to.client.name };
  const { copied, leftOut } = await planCopy(db, fromId, plan);
  const lines = copied.map((line) => ({
    ...line,
    id: `${line.role} ${line.assetId}`,
    work: WORK.map(({ key }) => key).filter((key) => line.work.includes(key)),
  }));
  return { lines: await show(to.clientId, lines), leftOut };
}

type Line = { id: string; role: string; assetId: string; work: WorkKey[] };

async function show(clientId: string, lines: readonly Line[]) {
  const assetIds = [...new Set(lines.map((line) => line.assetId))];
  const basis = await readBasis(db, { clientId, assetIds, personIds: [] });
  return lines.flatMap((line) => {
    const asset = basis?.assets.find((each) => each.assetId === line.assetId && each.clientId === clientId);
    return asset ? [{ ...showLine(line, asset), role: line.role }] : [];
  });
}

async function readEngagement(engagementId: string) {
  const engagement = await db.engagement.findUnique({
    where: { id: engagementId },
    select: { id: true, clientId: true, client: { select: { name: true } } },
  });
  if (!engagement) throw notFound();
  return engagement;
}
