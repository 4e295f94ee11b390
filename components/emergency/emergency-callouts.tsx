import { Callout } from "@/components/ui/callout";
import { Link } from "@/components/ui/link";
import { Time } from "@/components/ui/time";
import type { FormAction } from "@/lib/form-state";
import type { Emergency } from "@/lib/requests/queries/emergencies";
import { ReviewForm } from "./review-form";

/** Emergencies that wait for a review, and one's own while they last: each stands until it is answered. */
export function EmergencyCallouts({ emergencies, review }: { emergencies: Emergency[]; review: FormAction }) {
  return emergencies.map((emergency) => (
    <Callout
      key={emergency.id}
      tone="critical"
      title={
        emergency.own
          ? `You took ${emergency.roles.join(" and ")} on ${emergency.asset.name}`
          : `${emergency.person.name} took ${emergency.roles.join(" and ")} on ${emergency.asset.name}`
      }
      actions={
        emergency.mayReview ? <ReviewForm emergency={emergency} action={review} size="small" /> : undefined
      }
    >
      “{emergency.reason}”{" "}
      <Link href={`/emergency/${emergency.id}`} className="underline">
        {emergency.name}
      </Link>
      , taken <Time value={emergency.takenAt} as="datetime" />, ends by itself{" "}
      <Time value={emergency.endsAt} as="datetime" />.{emergency.own ? " Somebody else reviews it." : ""}
    </Callout>
  ));
}
