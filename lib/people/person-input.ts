import { z } from "zod";
import { day, email, id, line, optional } from "@/lib/input";
import { PersonKind } from "@/prisma/generated/enums";

/** What is entered of a person; what is left out is empty. */
export const personFields = {
  name: line(160),
  givenName: optional(line(80)),
  familyName: optional(line(80)),
  email: optional(email()),
  employeeNumber: optional(line(40)),
  kind: z.enum(PersonKind).default("employee"),
  title: optional(line(120)),
  department: optional(line(120)),
  location: optional(line(120)),
  managerId: optional(id()),
  startsOn: optional(day()),
  endsOn: optional(day()),
};
