import type { Reader } from "@/lib/db";
import type { ImportRun } from "@/prisma/generated/client";
import type { KnownPerson } from "./known-people";
import { type KnownPlatforms, readPlatforms } from "./known-platforms";
import { type KnownRegister, readRegister } from "./known-register";
import { planImportGently } from "./plan-import";
import { type PeoplePlan, planPeople } from "./plan-people";
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
  if (run.kind === "people") return { kind: "people", plan: peoplePlan(run, known), known };
  const platforms = await readPlatforms(reader);
  const waiting = await waitingPeopleRun(reader, run);
  const together = waiting ? { run: waiting, plan: peoplePlan(waiting, known) } : null;
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

function peoplePlan(run: ImportRun, known: KnownRegister): PeoplePlan {
  return planPeople({
    table: tableOf(openSheets(run), run.sheet),
    mapping: peopleMappingOf(run),
    known: known.employees,
    answers: answersOf(run),
  });
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
