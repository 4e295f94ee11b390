import { Link } from "@/components/ui/link";
import { Section } from "@/components/ui/page";
import { Time } from "@/components/ui/time";
import type { Duties } from "@/lib/moves/read-duties";

/** What somebody looks after at clients whom they leave, and the delegations that go on. */
export function DutyList({ duties, heir }: { duties: Duties; heir: string | null }) {
  const { stake, tasks, delegations, left } = duties;
  const lines = [
    ...stake.custodies.map((each) => `${each.assetName} (${each.platformName}): custodian`),
    ...stake.robots.map((each) => `${each.name}: owner`),
    ...stake.logins.map((each) => `${each.address}: knows its secret, which is changed`),
    ...tasks.map((task) => `T-${task.number}: ${task.title}`),
  ];
  if (lines.length + delegations.length + left.length === 0) return null;
  return (
    <Section
      title="Handed over"
      lead={
        lines.length > 0
          ? `To ${heir ?? "the manager"}, on the day.`
          : left.length > 0
            ? `Nothing at ${left.map((client) => client.name).join(", ")} is theirs to hand over.`
            : undefined
      }
    >
      {lines.length > 0 ? (
        <ul className="border-t border-strong">
          {lines.map((line) => (
            <li key={line} className="border-b border-rule py-1.5">
              {line}
            </li>
          ))}
        </ul>
      ) : null}
      {delegations.map((each) => (
        <p key={each.id} className="text-second">
          {each.decides ? `Decides in the place of ${each.with}` : `${each.with} decides in their place`}{" "}
          until <Time value={each.endsAt} />. It goes on, and both are told on the day, so that they end it
          where it is not right any more. <Link href="/settings/delegations">Delegations</Link>
        </p>
      ))}
    </Section>
  );
}
