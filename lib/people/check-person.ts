import type { Tx } from "@/lib/db";
import { conflict, invalidInput } from "@/lib/errors";

type Checked = {
  email: string | null;
  employeeNumber: string | null;
  managerId: string | null;
  startsOn: Date | null;
  endsOn: Date | null;
};

/**
 * What holds of a person beside the form of each field. Raises conflict when somebody else has the address or the
 * number, naming them; invalid_input for a last day before the first, an unknown manager, or a circle of managers.
 */
export async function checkPerson(tx: Tx, person: Checked, ownId: string | null): Promise<void> {
  if (person.startsOn && person.endsOn && person.endsOn < person.startsOn) {
    const sentence = "The last day is before the first.";
    throw invalidInput(sentence, { endsOn: [sentence] });
  }
  if (person.email || person.employeeNumber) {
    const other = await tx.person.findFirst({
      where: {
        OR: [
          ...(person.email ? [{ email: person.email }] : []),
          ...(person.employeeNumber ? [{ employeeNumber: person.employeeNumber }] : []),
        ],
        ...(ownId ? { id: { not: ownId } } : {}),
      },
      select: { name: true, email: true, endedAt: true },
    });
    if (other) {
      const what = person.email && other.email === person.email ? "This e-mail address" : "This number";
      const state = other.endedAt ? ", who has left" : "";
      throw conflict(
        `${what} belongs to ${other.name}${state}. Open that person instead of entering them twice.`,
      );
    }
  }
  if (person.managerId) await checkManager(tx, person.managerId, ownId);
}

async function checkManager(tx: Tx, managerId: string, ownId: string | null): Promise<void> {
  const chain = await tx.$queryRaw<{ id: string; endedAt: Date | null }[]>`
    WITH RECURSIVE up AS (
      SELECT id, "managerId", "endedAt", 1 AS depth FROM "Person" WHERE id = ${managerId}::uuid
      UNION ALL
      SELECT p.id, p."managerId", p."endedAt", up.depth + 1 FROM "Person" p
        JOIN up ON p.id = up."managerId" WHERE up.depth < 100
    ) SELECT id, "endedAt" FROM up ORDER BY depth`;
  const sentence =
    chain.length === 0 || chain[0]?.endedAt
      ? "Choose a manager who works here."
      : chain.some((each) => each.id === ownId)
        ? "This person would be above themselves. Choose another manager."
        : null;
  if (sentence) throw invalidInput(sentence, { managerId: [sentence] });
}
