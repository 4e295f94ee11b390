import { z } from "zod";
import { listAdministrators } from "@/lib/accounts/administrators";
import { command } from "@/lib/command";
import { notify } from "@/lib/notify";

/**
 * Tells owners and security leads, once, of each emergency that nobody has reviewed in time. Gives how many. Nothing
 * that anybody owns changes, so it leaves no event.
 */
export const remindOfReviews = command({
  name: "requests.remind-of-reviews",
  permission: "emergency.remind",
  input: z.strictObject({}),
  target: (tx) => tx.$queryRaw<{ id: string; personId: string; personName: string; assetName: string }[]>`
    SELECT x.id, x."personId", p.name AS "personName", a.name AS "assetName"
    FROM "EmergencyAccess" x JOIN "Person" p ON p.id = x."personId" JOIN "Asset" a ON a.id = x."assetId"
    WHERE x."reviewedAt" IS NULL AND x."reviewDueAt" <= now() ORDER BY x.id LIMIT 500`,
  allow: () => true,
  async change({ tx, target: late }) {
    const administrators = late.length > 0 ? await listAdministrators(tx, null) : [];
    const jobs = await notify(
      tx,
      late.map(({ id, personId, personName, assetName }) => ({
        personId: administrators.map((each) => each.personId).filter((each) => each !== personId),
        kind: "break-glass",
        cause: `emergency ${id} not reviewed`,
        subject: `Nobody has reviewed the emergency access of ${personName} to ${assetName}`,
        text: "Two working days have passed. Say whether it was justified.",
        href: `/emergency/${id}`,
      })),
    );
    return { result: { late: late.length }, jobs, audit: [] };
  },
});
