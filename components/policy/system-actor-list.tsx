import type { SystemActorRow } from "@/lib/accounts/policy-queries";
import { Fold } from "../ui/fold";

/** What the system may do, by the name under which it acts. */
export function SystemActorList({ actors }: { actors: SystemActorRow[] }) {
  return (
    <ul className="border-t border-strong">
      {actors.map(({ actor, name, does }) => (
        <li key={actor} className="border-b border-rule">
          <Fold summary={name} aside={does.length === 1 ? "one permission" : `${does.length} permissions`}>
            <ul className="flex flex-col gap-1">
              {does.map((each) => (
                <li key={each}>{each}</li>
              ))}
            </ul>
          </Fold>
        </li>
      ))}
    </ul>
  );
}
