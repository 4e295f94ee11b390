import type { Tx } from "@/lib/db";
import { conflict } from "@/lib/errors";
import type { Identity, Person, Robot } from "@/prisma/generated/client";

/** A person, locked; null when there is none. */
export async function lockPerson(tx: Tx, id: string): Promise<Person | null> {
  await tx.$queryRaw`SELECT id FROM "Person" WHERE id = ${id}::uuid FOR UPDATE`;
  return tx.person.findUnique({ where: { id } });
}

export type LockedIdentity = Identity & { holders: { personId: string; person: { name: string } }[] };

/** An identity, locked, with who holds it now; null when there is none. */
export async function lockIdentity(tx: Tx, id: string): Promise<LockedIdentity | null> {
  await tx.$queryRaw`SELECT id FROM "Identity" WHERE id = ${id}::uuid FOR UPDATE`;
  return tx.identity.findUnique({
    where: { id },
    include: {
      holders: {
        where: { endedAt: null },
        select: { personId: true, person: { select: { name: true } } },
        orderBy: { since: "asc" },
      },
    },
  });
}

/** A robot, locked, with its owner's name; null when there is none. */
export async function lockRobot(tx: Tx, id: string): Promise<(Robot & { owner: { name: string } }) | null> {
  await tx.$queryRaw`SELECT id FROM "Robot" WHERE id = ${id}::uuid FOR UPDATE`;
  return tx.robot.findUnique({ where: { id }, include: { owner: { select: { name: true } } } });
}

/** Raises conflict when it has ended. */
export function refuseEnded(what: { endedAt: Date | null }, name: string): void {
  if (what.endedAt) {
    const day = what.endedAt.toISOString().slice(0, 10);
    throw conflict(`${name} ended on ${day}. Reload the page to see how it stands.`);
  }
}

/** Locks people who are to hold something new. Raises conflict for one who has left, and when one is unknown. */
export async function lockPresentPeople(
  tx: Tx,
  ids: readonly string[],
): Promise<{ id: string; name: string }[]> {
  const people = await tx.$queryRaw<{ id: string; name: string; endedAt: Date | null }[]>`
    SELECT id, name, "endedAt" FROM "Person" WHERE id = ANY (${[...ids]}::uuid[]) ORDER BY id FOR SHARE`;
  if (people.length < new Set(ids).size)
    throw conflict("Somebody on the list no longer exists. Choose again.");
  const gone = people.find((person) => person.endedAt);
  if (gone) throw conflict(`${gone.name} has left. Choose somebody who works here.`);
  return people.map(({ id, name }) => ({ id, name }));
}
