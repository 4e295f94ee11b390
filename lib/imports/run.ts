import { z } from "zod";
import type { Reader, Tx } from "@/lib/db";
import { conflict } from "@/lib/errors";
import type { ImportRun } from "@/prisma/generated/client";
import type { Mapping } from "./guess-columns";
import { PEOPLE_WORDS, type PeopleField, REGISTER_WORDS, type RegisterField } from "./heading-words";

export const registerFields = Object.keys(REGISTER_WORDS) as RegisterField[];
export const peopleFields = Object.keys(PEOPLE_WORDS) as PeopleField[];

const column = z.int().min(0).max(199);
const registerMapping = z.partialRecord(z.enum(registerFields), column);
const peopleMapping = z.partialRecord(z.enum(peopleFields), column);
const answers = z.record(z.string(), z.string());

/** Which column holds what, of a register, as the run keeps it. */
export function registerMappingOf(run: Pick<ImportRun, "mapping">): Mapping<RegisterField> {
  return registerMapping.parse(run.mapping) as Mapping<RegisterField>;
}

/** Which column holds what, of a file of people, as the run keeps it. */
export function peopleMappingOf(run: Pick<ImportRun, "mapping">): Mapping<PeopleField> {
  return peopleMapping.parse(run.mapping) as Mapping<PeopleField>;
}

/** The answers that were given, by question key or by `key#row`. */
export function answersOf(run: Pick<ImportRun, "answers">): Record<string, string> {
  return answers.parse(run.answers);
}

/** A run, locked; null when there is none. */
export async function lockRun(tx: Tx, id: string): Promise<ImportRun | null> {
  await tx.$queryRaw`SELECT id FROM "ImportRun" WHERE id = ${id}::uuid FOR UPDATE`;
  return tx.importRun.findUnique({ where: { id } });
}

/** The file of people that is to be applied together with this register, when it waits; null otherwise. */
export async function waitingPeopleRun(
  reader: Reader,
  run: Pick<ImportRun, "peopleRunId">,
): Promise<ImportRun | null> {
  if (run.peopleRunId === null) return null;
  return reader.importRun.findFirst({ where: { id: run.peopleRunId, state: "review" } });
}

/** Raises conflict for a run that was discarded, or whose place a newer file has taken. */
export function refuseDiscarded(run: Pick<ImportRun, "state" | "replacedById">): void {
  if (run.replacedById)
    throw conflict("A newer file of the folder has taken the place of this one. Review that one.");
  if (run.state === "discarded")
    throw conflict("This import was discarded, and its content with it. Bring the file again.");
}
