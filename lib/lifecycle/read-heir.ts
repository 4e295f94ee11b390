import type { Tx } from "@/lib/db";
import { invalidInput } from "@/lib/errors";
import { lockPresentPeople } from "@/lib/people/lock";

/** Whoever takes over from somebody, locked. Raises invalid_input for the leaver and for one who leaves too. */
export async function readHeir(
  tx: Tx,
  heirId: string,
  leaverId: string,
): Promise<{ id: string; name: string }> {
  const [heir] = await lockPresentPeople(tx, [heirId]);
  const leaving = await tx.person.count({ where: { id: heirId, accessEndsAt: { not: null } } });
  if (!heir || heirId === leaverId || leaving > 0) {
    const message = "This person is leaving too. Choose somebody who stays.";
    throw invalidInput(message, { heirId: [message] });
  }
  return heir;
}

/** The person's manager, when that one stays: who takes over what has no better heir. */
export async function readManager(tx: Tx, personId: string): Promise<string | null> {
  const [heir] = await tx.$queryRaw<{ id: string }[]>`
    SELECT m.id FROM "Person" p JOIN "Person" m ON m.id = p."managerId"
    WHERE p.id = ${personId}::uuid AND m."endedAt" IS NULL AND m."accessEndsAt" IS NULL`;
  return heir?.id ?? null;
}

/** Who was named to take over, when that one still stays, else the manager. */
export async function readWhoTakesOver(
  tx: Tx,
  departure: { personId: string; heirId: string | null },
): Promise<string | null> {
  const named = departure.heirId
    ? await tx.person.count({ where: { id: departure.heirId, endedAt: null, accessEndsAt: null } })
    : 0;
  return named > 0 ? departure.heirId : readManager(tx, departure.personId);
}
