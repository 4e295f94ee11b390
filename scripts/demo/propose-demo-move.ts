import type { Actor } from "@/lib/auth/actor";
import type { Tx } from "@/lib/db";
import { proposeMove } from "@/lib/moves/propose-move";
import type { Rows } from "./rows";

/** Ben goes from buying media to analytics in six days, and nobody has decided yet what he keeps: all four kinds of line. */
export async function proposeDemoMove(tx: Tx, actor: Actor, { people, clients, ...rows }: Rows, now: Date) {
  const ben = people.find((person) => person.name === "Ben Nowak");
  const atlas = clients.find((client) => client.name === "Atlas Mutual");
  const engagement = rows.engagements.find((row) => row.clientId === atlas?.id && row.endedAt === null);
  const seat = rows.memberships.find(
    (row) => row.personId === ben?.id && row.engagementId === engagement?.id && !row.endedAt,
  );
  if (!ben || !engagement || !seat) throw new Error("The demo studio has no Ben at Atlas Mutual.");
  const sara = people.find((person) => person.name === "Sara Rossi");
  const { moveId } = await proposeMove.within(tx, actor, {
    personId: ben.id,
    title: "Analytics Lead",
    department: "Analytics",
    ends: [seat.id],
    begins: [{ engagementId: engagement.id, role: "Analytics Lead" }],
    effectiveOn: new Date(now.getTime() + 6 * 86_400_000).toISOString().slice(0, 10),
    note: "He takes over the measurement of Atlas Mutual; the campaigns go to Luca.",
  });
  // As everything that the demo tells, it is told in the app alone.
  await tx.notification.updateMany({
    where: { kind: "move.to-decide" },
    data: { mail: "none", routedAt: now },
  });
  if (sara) await tx.move.update({ where: { id: moveId }, data: { proposedById: sara.id } });
}
