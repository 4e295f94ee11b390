import { Badge } from "@/components/ui/badge";
import { timeText } from "@/components/ui/time-text";
import type { FollowUpRow } from "@/lib/register/queries/follow-ups";

/** What may have stayed behind after a removal, with what was said about each. */
export function FollowUpList({ followUps }: { followUps: FollowUpRow[] }) {
  return (
    <ul className="max-w-prose border-t border-strong">
      {followUps.map((each) => (
        <li key={each.id} className="flex flex-col gap-0.5 border-b border-rule py-2">
          <span>{each.detail}</span>
          <span className="flex flex-wrap items-baseline gap-x-3 text-sm text-second">
            <Badge tone={each.answer === "done" ? "fine" : each.answer ? "plain" : "attention"}>
              {each.answer === null
                ? "no answer yet"
                : each.kind === "platform_end"
                  ? each.answer === "done"
                    ? "set"
                    : "not set"
                  : each.answer === "done"
                    ? "looked after"
                    : "left"}
            </Badge>
            {each.note}
            {each.at ? (
              <span className="text-third">
                {each.by ?? "Keyholder"}, {timeText(each.at, "datetime")}
              </span>
            ) : null}
          </span>
        </li>
      ))}
    </ul>
  );
}
