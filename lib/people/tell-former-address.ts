import type { Tx } from "@/lib/db";
import type { Job } from "@/lib/jobs";
import { queueMail } from "@/lib/outbox";

/**
 * Tells people who sign in to Keyholder, at the address that they had until now, that it was changed: whoever moves
 * somebody's address could otherwise take over what is sent there. For the command that has just changed them; give
 * their ids, and put the jobs into the command's own.
 */
export async function tellFormerAddress(tx: Tx, personIds: readonly string[], by: string): Promise<Job[]> {
  const moved = await tx.$queryRaw<{ id: string; name: string; former: string; at: Date }[]>`
    SELECT p.id, p.name, p."emailBefore" AS former, p."emailChangedAt" AS at
    FROM "Person" p JOIN "Account" a ON a."personId" = p.id
    WHERE p.id = ANY(${[...personIds]}::uuid[]) AND p."emailChangedAt" = now()::timestamptz(3)
      AND p."emailBefore" IS NOT NULL`;
  return queueMail(
    tx,
    moved.map(({ id, name, former, at }) => ({
      cause: `address of ${id} changed at ${at.toISOString()}`,
      to: former,
      subject: "Your address in Keyholder was changed",
      text: [
        `Hello ${name},`,
        "",
        `${by} has changed the address that Keyholder writes to you at. For 30 days, news about your sign-in come here as well; for three days, no recovery link goes to the new address.`,
        "",
        "If you did not expect this, call an owner of Keyholder.",
      ].join("\n"),
    })),
  );
}
