import { z } from "zod";
import { lockEngagement, refuseEnded } from "@/lib/clients/lock";
import { type LockedAsset, lockKitAssets } from "@/lib/clients/lock-kit-assets";
import { changeKit, type KitWork, lineInWords, sameRole } from "@/lib/clients/rules/kit-lines";
import { command } from "@/lib/command";
import type { Tx } from "@/lib/db";
import { invalidInput } from "@/lib/errors";
import { id, line } from "@/lib/input";
import { smallestRole } from "@/lib/platforms/smallest-role";
import { capabilitiesFor, WORK, type WorkKey } from "@/lib/platforms/work";

const workKeys = WORK.map((work) => work.key);

/**
 * Says what somebody in a role of an engagement has to do, on which accounts: the whole kit of the role at once.
 * Accounts without work are not part of it. What people hold stays as it is; who then holds too much or too little
 * is shown. Raises invalid_input for an account of another client, one that has ended, and work that no role there
 * does; conflict when the engagement has ended.
 */
export const setKit = command({
  name: "clients.set-kit",
  permission: "clients.write",
  input: z.strictObject({
    engagementId: id(),
    role: line(80),
    lines: z
      .array(
        z.strictObject({
          assetId: id(),
          work: z.array(z.enum(workKeys, "Choose from the list.")).max(WORK.length).default([]),
        }),
      )
      .max(200)
      .default([]),
  }),
  target: (tx, input) => lockEngagement(tx, input.engagementId),
  allow: () => true,
  async change({ tx, actor, input, target, now }) {
    refuseEnded(target, target.name);
    const wanted = input.lines.flatMap(({ assetId, work }) =>
      work.length > 0 ? [{ assetId, work: [...new Set(work)] }] : [],
    );
    const assets = await lockKitAssets(
      tx,
      wanted.map((each) => each.assetId),
    );
    checkLines(wanted, assets, target.client);
    const { role, lines } = await readKit(tx, target.id, input.role);
    if (wanted.length === 0 && lines.length === 0)
      throw invalidInput("Say what has to be done on at least one account.");
    const { ends, begins } = changeKit(lines, wanted);
    const result = { id: target.id, role, lines: wanted.length };
    if (ends.length + begins.length === 0) return { result, audit: [] };
    await tx.kitLine.updateMany({
      where: { id: { in: ends.map((each) => each.id) } },
      data: { endedAt: now, endedById: actor.personId },
    });
    await tx.kitLine.createMany({
      data: begins.map(({ assetId, work }) => ({
        engagementId: target.id,
        role,
        assetId,
        work: [...work],
        createdAt: now,
        createdById: actor.personId,
      })),
    });
    const names = new Map(assets.map((asset) => [asset.id, asset.name]));
    return {
      result,
      audit: [
        {
          objectType: "engagement",
          objectId: target.id,
          objectName: `${target.client.name}: ${target.name}`,
          clientId: target.clientId,
          before: { lines: ends.map((each) => lineInWords(each.asset.name, each.work)) },
          after: {
            kitOf: role,
            lines: begins.map((each) => lineInWords(names.get(each.assetId) ?? "", each.work)),
          },
        },
      ],
    };
  },
});

/** The live lines of a role, and the role as it is spelled already. */
async function readKit(tx: Tx, engagementId: string, asked: string) {
  const live = { engagementId, endedAt: null, role: { equals: asked, mode: "insensitive" as const } };
  const lines = await tx.kitLine.findMany({
    where: live,
    select: { id: true, role: true, assetId: true, work: true, asset: { select: { name: true } } },
  });
  const seat = await tx.membership.findFirst({ where: live, select: { role: true } });
  const spelled = [...lines, ...(seat ? [seat] : [])].find(({ role }) => sameRole(role, asked));
  return { lines, role: spelled?.role ?? asked };
}

type Wanted = KitWork & { work: WorkKey[] };

function checkLines(
  wanted: readonly Wanted[],
  assets: readonly LockedAsset[],
  client: { id: string; name: string },
): void {
  if (new Set(wanted.map((each) => each.assetId)).size < wanted.length)
    throw invalidInput("An account stands in a kit once. Put all its work together.");
  for (const { assetId, work } of wanted) {
    const asset = assets.find((each) => each.id === assetId);
    if (asset?.clientId !== client.id)
      throw invalidInput(`One of the accounts is not one of ${client.name}. Choose from the list.`);
    if (asset.ended) throw invalidInput(`${asset.name} has ended in the register. Leave it out.`);
    if (smallestRole(asset.offer, asset.type, capabilitiesFor(work, asset.category)).kind === "none")
      throw invalidInput(`No role on ${asset.name} does all of this work. Choose less for it.`);
  }
}
