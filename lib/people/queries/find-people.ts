import { type Actor, may } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { somebody } from "@/lib/people/somebody";

export type FoundPerson = { id: string; name: string; title: string | null; ended: boolean };

/** People by part of a name or an address, those who are here first, at most eight; none for who may not read them. */
export async function findPeople(actor: Actor, words: string): Promise<FoundPerson[]> {
  if (!may(actor, "people.read")) return [];
  const contains = { contains: words, mode: "insensitive" } as const;
  const rows = await db.person.findMany({
    where: { ...somebody, OR: [{ name: contains }, { email: contains }] },
    orderBy: [{ endedAt: { sort: "desc", nulls: "first" } }, { name: "asc" }],
    take: 8,
    select: { id: true, name: true, title: true, endedAt: true },
  });
  return rows.map(({ endedAt, ...person }) => ({ ...person, ended: endedAt !== null }));
}
