import { z } from "zod";
import { lockEngagement, refuseEnded } from "@/lib/clients/lock";
import { planCopy } from "@/lib/clients/plan-copy";
import { lineInWords } from "@/lib/clients/rules/kit-lines";
import { command } from "@/lib/command";
import { conflict, invalidInput } from "@/lib/errors";
import { id } from "@/lib/input";

/**
 * Copies the kits of another engagement, all roles. For the same client the accounts are the same; for another one
 * each takes the place of the one account that is like it. Gives what was left out, in words; a line that is there
 * already stays. Raises conflict when nothing can be copied.
 */
export const copyKit = command({
  name: "clients.copy-kit",
  permission: "clients.write",
  input: z.strictObject({ engagementId: id(), fromId: id() }),
  async target(tx, input) {
    const to = await lockEngagement(tx, input.engagementId);
    const from = await tx.engagement.findUnique({
      where: { id: input.fromId },
      select: { id: true, name: true, client: { select: { name: true } } },
    });
    return to && from ? { to, from } : null;
  },
  allow: () => true,
  async change({ tx, actor, target: { to, from }, now }) {
    refuseEnded(to, to.name);
    if (from.id === to.id) throw invalidInput("Choose another engagement to copy from.");
    const plan = { id: to.id, clientId: to.clientId, clientName: to.client.name };
    const { lines, own, assets, copied, leftOut } = await planCopy(tx, from.id, plan, true);
    if (copied.length === 0)
      throw conflict(
        lines.length === 0
          ? `${from.client.name}: ${from.name} has no kit to copy.`
          : `Nothing can be copied. ${leftOut.join(" ")}`,
      );
    const spelled = new Map(own.map(({ role }) => [role.toLowerCase(), role]));
    await tx.kitLine.createMany({
      data: copied.map(({ role, assetId, work }) => ({
        engagementId: to.id,
        role: spelled.get(role.toLowerCase()) ?? role,
        assetId,
        work: [...work],
        createdAt: now,
        createdById: actor.personId,
      })),
    });
    const names = new Map(
      [...assets, ...lines.map((each) => each.asset)].map(({ id: of, name }) => [of, name]),
    );
    return {
      result: { id: to.id, copied: copied.length, leftOut },
      audit: [
        {
          objectType: "engagement",
          objectId: to.id,
          objectName: `${to.client.name}: ${to.name}`,
          clientId: to.clientId,
          after: {
            kitCopiedFrom: `${from.client.name}: ${from.name}`,
            lines: copied.map(
              ({ role, assetId, work }) => `${role}: ${lineInWords(names.get(assetId) ?? "", work)}`,
            ),
            leftOut,
          },
        },
      ],
    };
  },
});
