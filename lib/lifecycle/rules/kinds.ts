import { DepartureKind } from "@/prisma/generated/enums";

export type { DepartureKind };

/** How a stay can end, as the database knows it. */
export const DEPARTURE_KINDS: readonly DepartureKind[] = Object.values(DepartureKind);

const AT_ONCE: readonly DepartureKind[] = ["terminated_now", "died", "long_illness", "never_started"];

/** Kinds that wait for no later hour: nobody works under these accounts any more, so that each stands open to nobody. */
export const isAtOnce = (kind: DepartureKind): boolean => AT_ONCE.includes(kind);

/** Why the keys of somebody are taken back, as tasks and the register say it: no word of an illness or a death. */
export function reasonOf(kind: DepartureKind, { name, number }: { name: string; number: number }): string {
  if (kind === "died" || kind === "long_illness")
    return `The stay of ${name} has ended (departure D-${number}).`;
  if (kind === "never_started") return `${name} has not started (departure D-${number}).`;
  return `${name} leaves (departure D-${number}).`;
}
