const MONTH = /^(20\d\d)-(0[1-9]|1[0-2])$/u;

/** A month of the calendar (UTC): from its first moment up to, and without, the first of the next. */
export type Month = { name: string; from: Date; until: Date; before: string; after: string };

/** The month that an address names ("2026-12"), or the one of now. */
export function monthOf(asked: string | undefined, now: Date): Month {
  const name = asked && MONTH.test(asked) ? asked : now.toISOString().slice(0, 7);
  const at = (months: number) => {
    const [year = 0, month = 0] = name.split("-").map(Number);
    return new Date(Date.UTC(year, month - 1 + months, 1));
  };
  return {
    name,
    from: at(0),
    until: at(1),
    before: at(-1).toISOString().slice(0, 7),
    after: at(1).toISOString().slice(0, 7),
  };
}

/** The Monday of the week in which a moment lies (UTC), as 2026-11-23. */
export function weekOf(at: Date): string {
  const sinceMonday = (at.getUTCDay() + 6) % 7;
  return new Date(at.getTime() - sinceMonday * 86_400_000).toISOString().slice(0, 10);
}
