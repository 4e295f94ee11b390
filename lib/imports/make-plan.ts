import type { Reader } from "@/lib/db";
import type { ImportRun } from "@/prisma/generated/client";
import type { Table } from "./find-table";
import { mappingKey } from "./guess-columns";
import type { KnownPerson } from "./known-people";
import { type KnownPlatforms, readPlatforms } from "./known-platforms";
import { type KnownRegister, readRegister } from "./known-register";
import { type PersonRow, readPeople } from "./people-file";
import { planImportGently } from "./plan-import";
import { dateOrders, type PeoplePlan, planPeople } from "./plan-people";
import type { ImportPlan } from "./plan-types";
import { noteProgress } from "./progress";
import { answersOf, peopleMappingOf, registerMappingOf, waitingPeopleRun } from "./run";
import { openSheets, tableOf } from "./run-content";

export type RegisterPlan = {
  kind: "register";
  plan: ImportPlan;
  known: KnownRegister;
  platforms: KnownPlatforms;
  /** The file of people that is applied with it. */
  together: { run: ImportRun; plan: PeoplePlan } | null;
};

export type MadePlan = RegisterPlan | { kind: "people"; plan: PeoplePlan; known: KnownRegister };

/** Works out what a run would write to the register as it stands, with its progress; writes nothing. */
export async function makePlan(reader: Reader, run: ImportRun, now: Date): Promise<MadePlan> {
  const known = await readRegister(reader);
  if (run.kind === "people")
    return { kind: "people", plan: await peoplePlan(reader, run, known, now), known };
  const platforms = await readPlatforms(reader);
  const waiting = await waitingPeopleRun(reader, run);
  const together = waiting ? { run: waiting, plan: await peoplePlan(reader, waiting, known, now) } : null;
  try {
    const plan = await planImportGently(
      {
        table: tableOf(openSheets(run), run.sheet),
        mapping: registerMappingOf(run),
        people: [...known.people, ...(together ? newcomers(together.plan) : [])],
        clients: known.clients,
        assets: known.assets,
        grants: known.grants,
        answers: answersOf(run),
        understanding: platforms.understanding,
        now,
      },
      (progress) => noteProgress(run.id, progress),
    );
    return { kind: "register", plan, known, platforms, together };
  } finally {
    noteProgress(run.id, null);
  }
}

async function peoplePlan(
  reader: Reader,
  run: ImportRun,
  known: KnownRegister,
  now: Date,
): Promise<PeoplePlan> {
  const table = tableOf(openSheets(run), run.sheet);
  return planPeople({
    table,
    mapping: peopleMappingOf(run),
    known: known.employees,
    answers: answersOf(run),
    earlier: await readEarlier(reader, run, table),
    now,
  });
}

/** The people of the file that was applied last before this one, when it has the same columns: so it is the same list. */
async function readEarlier(reader: Reader, run: ImportRun, table: Table): Promise<PersonRow[]> {
  const earlier = await reader.importRun.findFirst({
    where: { kind: "people", state: "applied", number: { lt: run.number } },
    orderBy: { number: "desc" },
  });
  if (!earlier) return [];
  const before = tableOf(openSheets(earlier), earlier.sheet);
  if (mappingKey(before.headings) !== mappingKey(table.headings)) return [];
  return readPeople(before, peopleMappingOf(earlier), dateOrders(answersOf(earlier))).rows;
}

/** The ref of somebody whom the file of people brings. */
export function newcomerRef(email: string): string {
  return `new:employee:${email}`;
}

function newcomers(plan: PeoplePlan): KnownPerson[] {
  return plan.rows.flatMap(({ outcome, person }) =>
    outcome === "new" && person
      ? [
          {
            ref: newcomerRef(person.email),
            given: person.given,
            family: person.family,
            addresses: [person.email],
          },
        ]
      : [],
  );
}
