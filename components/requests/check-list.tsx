import { Shape, toneText } from "@/components/ui/shape";
import type { Check } from "@/lib/requests/rules/checks";

/** What was checked before a decision, what is doubtful and what stands against it. */
export function CheckList({ checks }: { checks: Check[] }) {
  const words = { fine: "Fine", attention: "Look at this", critical: "This stops an approval" };
  return (
    <ul>
      {checks.map((check) => (
        <li key={check.text} className="flex gap-3 border-b border-rule py-2">
          <span className={toneText[check.tone]}>
            <Shape tone={check.tone === "attention" ? "high" : check.tone} className="mt-0.5" />
            <span className="sr-only">{words[check.tone]}: </span>
          </span>
          <div className="min-w-0">
            {check.text}
            {check.sub ? <p className="text-sm text-third">{check.sub}</p> : null}
          </div>
        </li>
      ))}
    </ul>
  );
}
