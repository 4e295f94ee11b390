import type { DelegationRow } from "@/lib/delegations/queries";
import { Callout } from "../ui/callout";
import { Link } from "../ui/link";
import { Time } from "../ui/time";

/** In whose place one decides just now, and who decides in one's own; nothing when neither is so. */
export function PlacesCallout({ delegations, me }: { delegations: DelegationRow[]; me: string | null }) {
  const running = delegations.filter(({ state }) => state === "runs");
  if (running.length === 0) return null;
  return (
    <Callout>
      <ul className="flex flex-col gap-1">
        {running.map(({ id, delegator, delegate, endsAt }) => {
          // What ends at midnight ends with the day before.
          const until = <Time value={new Date(endsAt.getTime() - 1)} as="long" />;
          return (
            <li key={id}>
              {delegate.id === me ? (
                <>
                  You decide in place of <strong>{delegator.name}</strong> until {until}.
                </>
              ) : (
                <>
                  <strong>{delegate.name}</strong> decides in your place until {until}.
                </>
              )}{" "}
              <Link href="/me#delegations" className="underline">
                See it, or end it
              </Link>
            </li>
          );
        })}
      </ul>
    </Callout>
  );
}
