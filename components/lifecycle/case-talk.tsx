import { Link } from "@/components/ui/link";
import { Section } from "@/components/ui/page";
import { Time } from "@/components/ui/time";
import type { TalkRow } from "@/lib/register/queries/comments";

const did: Record<TalkRow["kind"], string> = {
  comment: "on",
  handed_over: "handed on",
  split: "split",
};

/** What was said at the tasks of a case, the latest first: comments, and notes at hand-overs. Nothing: no section. */
export function CaseTalk({ talk }: { talk: TalkRow[] }) {
  if (talk.length === 0) return null;
  return (
    <Section title="What was said" id="said">
      <ul className="flex flex-col border-t border-strong">
        {talk.map((each) => (
          <li key={each.id} className="flex flex-col gap-0.5 border-b border-rule py-2">
            <p className="whitespace-pre-line">{each.text}</p>
            <p className="text-sm text-third">
              {each.by ?? "Keyholder"} {did[each.kind]}{" "}
              <Link href={`/work/${each.taskId}`}>
                T-{each.taskNumber}: {each.taskTitle}
              </Link>
              , <Time value={each.at} as="datetime" />
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
