import type { Tone } from "@/components/ui/shape";
import { Timeline } from "@/components/ui/timeline";
import type { GrantStepRow } from "@/lib/register/queries/get-grant";
import { grantTones, grantWords } from "./words";

/** The life of a grant as its steps, newest first: since when it was so, and who said it. */
export function GrantLife({ steps }: { steps: GrantStepRow[] }) {
  return (
    <Timeline
      events={steps.map((step) => ({
        id: step.id,
        at: step.at,
        who: step.by ?? "Keyholder",
        what: step.proof ? `${grantWords[step.state]}, ${step.proof}` : grantWords[step.state],
        tone: toneOf(step),
        detail: step.reason,
      }))}
    />
  );
}

function toneOf(step: GrantStepRow): Tone {
  if (step.proof === "verified") return "verified";
  return step.proof === "attested" ? "fine" : grantTones[step.state];
}
