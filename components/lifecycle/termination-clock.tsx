import type { ChecklistRow } from "@/lib/lifecycle/read-checklist";
import { Countdown } from "./countdown";

const FIRST = ["administrator", "billing"];

/**
 * The clocks of a termination now: of administrator and billing roles, and of the rest, while any of them is undone.
 * The looks come after these, in a day's time.
 */
export function TerminationClock({ entries, now }: { entries: readonly ChecklistRow[]; now: Date }) {
  const undone = entries.filter(
    ({ kind, state }) => kind !== "look" && !["attested", "verified", "cancelled"].includes(state),
  );
  const first = undone.filter(({ risk }) => FIRST.includes(risk));
  const rest = undone.filter(({ risk }) => !FIRST.includes(risk));
  if (undone.length === 0) return null;
  return (
    <div className="flex flex-wrap gap-x-9 gap-y-3">
      {[
        { label: `Administrator and billing roles: ${first.length} left`, of: first },
        { label: `The rest: ${rest.length} left`, of: rest },
      ].map(({ label, of }) =>
        of.length > 0 ? (
          <Countdown
            key={label}
            label={label}
            due={new Date(Math.min(...of.map(({ dueAt }) => dueAt.getTime()))).toISOString()}
            now={now.toISOString()}
          />
        ) : null,
      )}
    </div>
  );
}
