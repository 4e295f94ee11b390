import type { AuditJson } from "@/lib/audit/event";

type Value = string | number | boolean | null | Date | readonly string[];
type Fields = Readonly<Record<string, Value>>;

/** The fields that differ, before and after, as an audit event keeps them; null when none does. */
export function difference<Before extends Fields>(
  before: Before,
  after: { readonly [Key in keyof Before]: Value },
): { before: Record<string, AuditJson>; after: Record<string, AuditJson> } | null {
  const old: Record<string, AuditJson> = {};
  const now: Record<string, AuditJson> = {};
  for (const name of Object.keys(after)) {
    const from = plain(before[name] ?? null);
    const to = plain(after[name] ?? null);
    if (JSON.stringify(from) === JSON.stringify(to)) continue;
    old[name] = from;
    now[name] = to;
  }
  return Object.keys(now).length === 0 ? null : { before: old, after: now };
}

/** Fields as an audit event keeps them: moments as ISO text. */
export function recorded(fields: Fields): Record<string, AuditJson> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, plain(value)]));
}

function plain(value: Value): AuditJson {
  return value instanceof Date ? value.toISOString() : value;
}
