import { Prisma } from "@/lib/db";

/** Whether a person `p` works here just now: has started, and has not left. Of these the guard takes its share. */
export const worksHere = Prisma.sql`p."endedAt" IS NULL AND (p."startsOn" IS NULL OR p."startsOn" <= now())`;
