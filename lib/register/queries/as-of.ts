/** The day that an address asks for (`asOf=2026-06-30`) as the moment at which it ends; null for today and for nonsense. */
export function readAsOf(text: string | string[] | undefined, now: Date): Date | null {
  const day = Array.isArray(text) ? text[0] : text;
  if (!day || !/^\d{4}-\d{2}-\d{2}$/u.test(day)) return null;
  const end = new Date(`${day}T23:59:59.999Z`);
  if (Number.isNaN(end.getTime()) || end.toISOString().slice(0, 10) !== day) return null;
  return end >= now ? null : end;
}
