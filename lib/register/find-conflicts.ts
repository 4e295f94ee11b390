import { z } from "zod";
import { listPeopleWhoMay } from "@/lib/accounts/people-who-may";
import { command } from "@/lib/command";
import type { Tx } from "@/lib/db";
import type { Job } from "@/lib/jobs";
import { firstLines, notify } from "@/lib/notify";
import { readConflicts } from "@/lib/preconditions/read-conflicts";
import { conflictInWords } from "@/lib/preconditions/rules/conflict-words";
import type { Conflict } from "@/lib/preconditions/rules/conflicts";
import { newIds, takeId } from "@/lib/register/new-ids";

type Open = { id: string; personId: string; conflictId: string };
type Found = { personId: string; conflictId: string; places: readonly Conflict[] };

/**
 * Opens a finding for everybody who has come to hold conflicting duties, however that was (recorded, imported, in an
 * emergency, before the pair was declared), once for each person and pair; and closes those that are so no more. What
 * was decided about one stays decided for as long as it is so. Those who resolve findings are told. A constant number
 * of statements.
 */
export const findConflicts = command({
  name: "register.find-conflicts",
  permission: "conflicts.find",
  timeoutMs: 60_000,
  input: z.strictObject({}),
  // Of two clocks at once the second sees what the first has found.
  async target(tx) {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('keyholder.find-conflicts', 0))`;
    const open = await tx.$queryRaw<Open[]>`
      SELECT id, "personId", "conflictId" FROM "Finding" WHERE "conflictId" IS NOT NULL AND "goneAt" IS NULL
      ORDER BY id FOR UPDATE`;
    return { open, found: pairsOf(await readConflicts(tx, null)) };
  },
  allow: () => true,
  async change({ tx, target: { open, found }, now }) {
    const keys = { open: new Set(open.map(keyOf)), found: new Set(found.map(keyOf)) };
    const gone = open.filter((finding) => !keys.found.has(keyOf(finding)));
    const made = await openFindings(
      tx,
      found.filter((each) => !keys.open.has(keyOf(each))),
      now,
    );
    await tx.$executeRaw`
      UPDATE "Finding" SET "goneAt" = ${now}, "resolvedAt" = coalesce("resolvedAt", ${now}),
        resolution = coalesce(resolution, 'The two are no longer in one hand.')
      WHERE id = ANY(${gone.map((finding) => finding.id)}::uuid[])`;
    return {
      result: { opened: made.length, gone: gone.length },
      jobs: await tellFound(tx, made),
      audit: [
        ...made.map(({ id, detail }) => ({
          objectType: "finding",
          objectId: id,
          objectName: detail,
          clientId: null,
          after: { kind: "conflicting_duties" },
        })),
        ...gone.map(({ id }) => ({
          objectType: "finding",
          objectId: id,
          objectName: "Conflicting duties",
          clientId: null,
          after: { gone: true },
        })),
      ],
    };
  },
});

/** Each person with each pair once, however many places it is held at. */
function pairsOf(conflicts: Awaited<ReturnType<typeof readConflicts>>): Found[] {
  return [...conflicts].flatMap(([personId, of]) =>
    [...Map.groupBy(of, (conflict) => conflict.pair.id)].map(([conflictId, places]) => ({
      personId,
      conflictId,
      places,
    })),
  );
}

async function openFindings(tx: Tx, found: readonly Found[], now: Date) {
  if (found.length === 0) return [];
  const people = await tx.person.findMany({
    where: { id: { in: found.map((each) => each.personId) } },
    select: { id: true, name: true },
  });
  const names = new Map(people.map((person) => [person.id, person.name]));
  const ids = await newIds(tx, found.length);
  const rows = found.map(({ personId, conflictId, places: [first, ...more] }) => {
    const also =
      more.length > 0 ? `, and in ${more.length} more ${more.length === 1 ? "place" : "places"}` : "";
    const how = first ? conflictInWords(first) : "";
    return {
      id: takeId(ids),
      kind: "conflicting_duties" as const,
      personId,
      conflictId,
      detail: `${names.get(personId)} holds conflicting duties: ${how}${also}.`,
      openedAt: now,
    };
  });
  await tx.finding.createMany({ data: rows });
  return rows;
}

/** One notice of all that a run has found, to each who resolves findings; nobody is told of themselves. */
async function tellFound(
  tx: Tx,
  made: readonly { id: string; personId: string; detail: string }[],
): Promise<Job[]> {
  if (made.length === 0) return [];
  const resolvers = await listPeopleWhoMay(tx, "findings.resolve");
  return notify(
    tx,
    resolvers.flatMap(({ personId }) => {
      const others = made.filter((finding) => finding.personId !== personId);
      const [first] = others;
      if (!first) return [];
      return {
        personId,
        kind: "finding.opened" as const,
        cause: `finding ${first.id} opened`,
        subject:
          others.length === 1
            ? first.detail.replace(/\.$/u, "")
            : `${others.length} people have come to conflicting duties`,
        text: [
          ...firstLines(others.map(({ detail }) => detail)),
          "Take one of the two away, or say why it stays.",
        ].join("\n"),
        href: "/findings" as const,
      };
    }),
  );
}

const keyOf = ({ personId, conflictId }: Pick<Open, "personId" | "conflictId">) =>
  `${personId} ${conflictId}`;
