import { z } from "zod";
import { checkbox, paragraph } from "@/lib/input";
import { ConflictEffect, ConflictReach } from "@/prisma/generated/enums";

/** How far a pair counts, and what comes of it: as it is declared, and as it is changed. */
export const conflictTerms = {
  reach: z.enum(ConflictReach, "Choose where it counts."),
  effect: z.enum(ConflictEffect, "Choose what comes of it."),
  /** A single role that gives both counts too. */
  oneRole: checkbox(),
  reason: paragraph(500),
};
