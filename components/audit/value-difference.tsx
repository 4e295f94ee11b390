import { timeText } from "@/components/ui/time-text";

type Json = string | number | boolean | null | Json[] | { [key: string]: Json | undefined };

/** What changed, a line for each field: the old value struck through and the new one. */
export function ValueDifference({ before, after }: { before: Json; after: Json }) {
  const old = fieldsOf(before);
  const now = fieldsOf(after);
  // A new object's empty fields say nothing; a field that became empty does.
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])].filter(
    (name) => (old[name] ?? null) !== null || (now[name] ?? null) !== null,
  );
  if (names.length === 0) return null;
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 text-sm">
      {names.map((name) => (
        <div key={name} className="contents">
          <dt className="text-third">{inWords(name)}</dt>
          <dd className="min-w-0 break-words">
            {old[name] === undefined ? null : (
              <del className="text-third">
                <span className="sr-only">before: </span>
                {text(old[name])}
              </del>
            )}{" "}
            {now[name] === undefined ? null : text(now[name])}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function fieldsOf(value: Json): { [key: string]: Json | undefined } {
  if (value === null) return {};
  return typeof value === "object" && !Array.isArray(value) ? value : { value };
}

const inWords = (name: string) => name.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();

function text(value: Json): string {
  if (value === null) return "nothing";
  if (Array.isArray(value)) return value.map(text).join(", ") || "nothing";
  if (typeof value === "boolean") return value ? "yes" : "no";
  return typeof value === "object" ? JSON.stringify(value) : inPlainWords(String(value));
}

const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const CODE_WORD = /^[a-z]+([_-][a-z]+)+$/;

/** A stored moment as a date (with its time of day unless it is a whole day), a code word without its joints. */
function inPlainWords(value: string): string {
  if (DAY.test(value) || (MOMENT.test(value) && value.includes("T00:00:00")))
    return timeText(new Date(value));
  if (MOMENT.test(value)) return `${timeText(new Date(value), "datetime")} UTC`;
  return CODE_WORD.test(value) ? value.replace(/[_-]/g, " ") : value;
}
