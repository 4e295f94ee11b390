import { z } from "zod";
import { day, id, moment } from "@/lib/input";
import type { Risk } from "@/lib/platforms/role-risk";
import { type DueByRisk, dueAll } from "@/lib/register/rules/due";

/** A moment: from code as it is, from a form as ISO with a zone or as a day. */
export const when = () => z.union([z.date(), moment(), day()], "This is not a date of the calendar.");

/** An end: as `when`, but a day alone means until that day is over. */
export const end = () =>
  z.union(
    [z.date(), moment(), day().transform((at) => new Date(at.getTime() + 86_399_000))],
    "This is not a date of the calendar.",
  );

/** Who holds it: a person (under an identity), a robot, or a shared login alone. */
export const holder = {
  personId: id().optional(),
  robotId: id().optional(),
  identityId: id().optional(),
};

/** Raised as one sentence where exactly one holder is needed. */
export const oneHolder = (of: {
  personId?: string | undefined;
  robotId?: string | undefined;
  identityId?: string | undefined;
}) =>
  (of.personId === undefined || of.robotId === undefined) &&
  (of.personId ?? of.robotId ?? of.identityId) !== undefined;

/** The id by which the database tells holders apart: person, else robot, else identity. */
export const holderIdOf = (of: {
  personId?: string | null | undefined;
  robotId?: string | null | undefined;
  identityId?: string | null | undefined;
}): string => of.personId ?? of.robotId ?? of.identityId ?? "";

/** By when: one moment for all, or one for each risk; the studio's own when neither is given. */
export const due = {
  dueAt: when().optional(),
  dueByRisk: z
    .strictObject({
      administrator: when(),
      billing: when(),
      personal_data: when(),
      elevated: when(),
      low: when(),
    } satisfies Record<Risk, unknown>)
    .optional(),
};

/** What the cause said about due times, or the studio's own. */
export function dueOf(
  input: { dueAt?: Date | undefined; dueByRisk?: Record<Risk, Date> | undefined },
  otherwise: DueByRisk,
): DueByRisk {
  return input.dueByRisk ?? (input.dueAt ? dueAll(input.dueAt) : otherwise);
}
