import { z } from "zod";
import { day, email, line, optional } from "@/lib/input";
import { PersonKind } from "@/prisma/generated/enums";

/** Who it is about: the number where there is one, for an address changes. */
const who = { employeeNumber: optional(line(40)), email: optional(email()) };

/** What is known of a person; what is left out stays as it is. */
const known = {
  ...who,
  name: optional(line(160)),
  givenName: optional(line(80)),
  familyName: optional(line(80)),
  kind: optional(z.enum(PersonKind)),
  title: optional(line(120)),
  department: optional(line(120)),
  location: optional(line(120)),
  managerEmail: optional(email()),
  startsOn: optional(day()),
  endsOn: optional(day()),
};

const named = (of: { employeeNumber: string | null; email: string | null }) =>
  of.employeeNumber !== null || of.email !== null;
const unnamed = {
  message: "Say who it is about: their employeeNumber, their email, or both.",
  path: ["email"],
};

const kept = { timestamp: optional(z.iso.datetime({ offset: true })) };

/** What a system can say by calling our URL (docs/hr-systems.md). */
export const personEvent = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("person.joined"),
    ...kept,
    data: z.strictObject(known).refine(named, unnamed),
  }),
  z.strictObject({
    type: z.literal("person.changed"),
    ...kept,
    data: z.strictObject(known).refine(named, unnamed),
  }),
  z.strictObject({
    type: z.literal("person.left"),
    ...kept,
    data: z
      .strictObject({
        ...who,
        /** Absent: their access ends now. */
        lastDay: optional(day()),
        reason: z.enum(["resigned", "contract_ended", "terminated"]).default("resigned"),
        note: optional(line(500)),
      })
      .refine(named, unnamed),
  }),
]);

export type PersonEvent = z.output<typeof personEvent>;
export type KnownOfPerson = Extract<PersonEvent, { type: "person.joined" }>["data"];
export type Leaving = Extract<PersonEvent, { type: "person.left" }>["data"];
