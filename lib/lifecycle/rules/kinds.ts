import { DepartureKind } from "@/prisma/generated/enums";

export type { DepartureKind };

/** How a stay can end, as the database knows it. */
export const DEPARTURE_KINDS: readonly DepartureKind[] = Object.values(DepartureKind);
