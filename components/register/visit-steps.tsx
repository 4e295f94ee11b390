import { Section } from "@/components/ui/page";
import type { Visit } from "@/lib/register/queries/get-visit";
import { Steps } from "./step-list";

/** The platform's steps of a visit, once for giving and once for taking away, whatever the number of tasks. */
export function VisitSteps({ visit }: { visit: Visit }) {
  return (
    <>
      <Part title="How access is given" part={visit.giving} />
      <Part title="How access is taken away" part={visit.taking} />
      {visit.gate && (visit.giving || visit.taking) ? (
        <p className="max-w-prose text-second">{visit.gate}</p>
      ) : null}
    </>
  );
}

function Part({ title, part }: { title: string; part: Visit["giving"] }) {
  if (!part) return null;
  return (
    <Section
      title={title}
      lead={
        part.verified
          ? undefined
          : "These steps are not confirmed by the platform’s documentation. Look twice."
      }
    >
      <Steps steps={part.steps} />
    </Section>
  );
}
