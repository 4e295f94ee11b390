import type { PlannedGrant } from "./plan-types";

const LONGEST = 2000;

/**
 * What the register keeps of a row in words: the reason, the note, who added it, and what it did not say. The same
 * file is recognised by them, so reason and note stand there whole.
 */
export function purposeOf(grant: PlannedGrant, isBegun: boolean): string {
  const parts = [
    grant.reason ?? (isBegun ? "No reason was recorded" : ""),
    grant.note ? `Note: ${grant.note}` : "",
    isBegun && grant.addedBy ? `Added by ${grant.addedBy.slice(0, 120)}` : "",
    isBegun && grant.since === null ? "Its start was not recorded; the day of the import stands for it" : "",
    isBegun && grant.until.kind === "project-end" ? "It ends with the project" : "",
  ];
  return parts
    .filter((part) => part !== "")
    .map((part) => (/[.!?]$/.test(part) ? part : `${part}.`))
    .join("\n");
}

/** Several of them as one, none twice. */
export function combinedPurpose(purposes: readonly string[]): string {
  const lines = new Set(purposes.flatMap((purpose) => purpose.split("\n")).filter((line) => line !== ""));
  return [...lines].join("\n").slice(0, LONGEST);
}
