import { buttonClass } from "@/components/ui/button";
import type { Params } from "@/components/ui/href";

/** From one day to another, in the address like the other filters, which it keeps. */
export function DayFilter({ params }: { params: Params }) {
  const kept = Object.entries(params).filter(([name]) => !["from", "to", "page"].includes(name));
  return (
    <form action="/audit" className="flex flex-wrap items-center gap-2" aria-label="Days">
      {kept.map(([name, value]) =>
        typeof value === "string" ? <input key={name} type="hidden" name={name} value={value} /> : null,
      )}
      <DayInput name="from" label="From" value={params.from} />
      <DayInput name="to" label="to" value={params.to} />
      <button type="submit" className={buttonClass()}>
        Show
      </button>
    </form>
  );
}

function DayInput({ name, label, value }: { name: string; label: string; value: Params[string] }) {
  return (
    <label className="flex items-center gap-2 text-second">
      {label}
      <input
        type="date"
        name={name}
        defaultValue={typeof value === "string" ? value : ""}
        className="min-h-8 rounded border border-edge bg-sheet px-2 text-ink"
      />
    </label>
  );
}
