import { counted } from "@/components/ui/counted";
import { deadlineText } from "@/components/ui/deadline-text";
import { Section } from "@/components/ui/page";
import { timeText } from "@/components/ui/time-text";
import type { HoldsUp, WaitsFor } from "@/lib/lifecycle/rules/who-waits";

/** What is left, who is holding it up, and when it will be done, for somebody who knows no platform. */
export function WhoWaits({
  of: { waiting, doneBy },
  total,
  looks,
  now,
}: {
  of: HoldsUp;
  total: number;
  /** Of what is left, the looks at platforms where the register knows nothing. */
  looks?: number | undefined;
  now: Date;
}) {
  if (waiting.length === 0) return null;
  const left = waiting.reduce((sum, { who, count }) => (who.kind === "second" ? sum : sum + count), 0);
  return (
    <Section title="In short">
      <p>
        {left === 0 ? `All ${total} are done, with evidence.` : `${left} of ${total} still to be done.`}{" "}
        {looks
          ? `${looks === left ? "" : "Of these, "}${counted(looks, "platform is", "platforms are")} to be looked at for what the register does not know. `
          : null}
        {doneBy
          ? doneBy <= now
            ? "It is late: everything was to be done by now."
            : `Done by ${timeText(doneBy, "moment")} UTC, if everybody keeps their time.`
          : null}
      </p>
      <ul className="mt-2 flex flex-col border-t border-rule">
        {waiting.map((each) => (
          <li
            key={`${each.who.kind} ${each.who.name}`}
            className="flex flex-wrap justify-between gap-x-6 border-b border-rule py-1.5"
          >
            <span>Waiting for {nameOf(each)}</span>
            <span className={isLate(each, now) ? "text-critical" : "text-second"}>{howMuch(each, now)}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function nameOf({ who }: WaitsFor): string {
  if (who.kind === "nobody") return "the security lead: nobody has it yet";
  if (who.kind === "second") return "a second person to look, and confirm";
  return who.name;
}

const isLate = ({ who, until }: WaitsFor, now: Date) =>
  who.kind !== "platform" && until !== null && until <= now;

function howMuch(each: WaitsFor, now: Date): string {
  const { who, count, until } = each;
  if (who.kind === "second") return `${count} to confirm`;
  if (!until) return `${count} to do`;
  if (who.kind === "platform") return `${count}, held there until ${timeText(until, "short")}`;
  const { text } = deadlineText(until, now);
  const first = count === 1 ? "" : "the first ";
  return `${count} to do, ${first}${isLate(each, now) ? text : `due ${text}`}`;
}
