import { ButtonLink } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { counted } from "@/components/ui/counted";
import { Time } from "@/components/ui/time";
import type { Unlooked } from "@/lib/moves/queries/list-moves";

/** That somebody's role changed and nobody has looked at what they hold: with the way to do it. */
export function UnlookedCallout({ person }: { person: Unlooked }) {
  return (
    <Callout
      tone="attention"
      title={`The role of ${person.name} changed, and access was not looked at`}
      actions={
        <ButtonLink size="small" href={`/people/${person.id}/move`}>
          Look at it
        </ButtonLink>
      }
    >
      {`${counted(person.keys, "key")} stay as they were since `}
      <Time value={person.roleChangedAt} />.
    </Callout>
  );
}
