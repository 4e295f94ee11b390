import { beforeAll, describe, expect, it } from "vitest";
import { AppError } from "@/lib/errors";
import { type ReadStudio, readStudio } from "./read-studio";
import { columns, reads } from "./read-table";

let studio: ReadStudio;
beforeAll(async () => {
  studio = await readStudio();
});

describe("who reads what", () => {
  it.each(Object.entries(reads))("%s", async (_, [sees, ask]) => {
    const seen: string[] = [];
    for (const name of columns) {
      seen.push(await outcome(ask(studio.world.people[name].actor, studio)));
    }
    expect(seen.join(" ")).toBe(sees.replace(/\s+/gu, " "));
  });
});

async function outcome(answer: Promise<unknown>): Promise<string> {
  try {
    return isNothing(await answer) ? "none" : "yes";
  } catch (error) {
    if (error instanceof AppError && error.code === "forbidden") return "no";
    if (error instanceof AppError && error.code === "not_found") return "none";
    throw error;
  }
}

/** Null, an empty list or page, or numbers that are all zero. */
function isNothing(answer: unknown): boolean {
  if (answer === null || answer === 0) return true;
  if (Array.isArray(answer)) return answer.length === 0;
  if (typeof answer !== "object") return false;
  if ("rows" in answer && Array.isArray(answer.rows)) return answer.rows.length === 0;
  return Object.values(answer).every((value) => value === 0);
}
