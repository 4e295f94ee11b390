import type { ReactNode } from "react";
import { Callout } from "@/components/ui/callout";
import { Section } from "@/components/ui/page";
import type { FormAction } from "@/lib/form-state";
import type { ConfirmableFact } from "@/lib/platforms/confirmed-facts";
import type { PlatformDetail } from "@/lib/platforms/queries";
import { FactStanding } from "./fact-standing";

type Props = { platform: PlatformDetail; confirm?: FormAction | undefined };

/** How access is given and taken on a platform, and what stays behind. */
export function PlatformSteps({ platform, confirm }: Props) {
  const { facts } = platform;
  const { approvalGate: gate } = facts;
  const standing = (fact: ConfirmableFact, verified: boolean) => (
    <FactStanding platform={platform} fact={fact} verified={verified} confirm={confirm} />
  );
  return (
    <>
      {gate ? (
        <Callout tone="attention" title={gate.name}>
          {gate.effect} It lapses after {gate.expiresAfterDays} days. {gate.notification}{" "}
          {standing("approvalGate", gate.verified)}
        </Callout>
      ) : null}
      <Section
        title="Give access"
        lead={facts.grant.how}
        link={standing("grantSteps", facts.grantStepsVerified || facts.grantSteps.length === 0)}
      >
        <Steps steps={facts.grantSteps} />
        {facts.membershipEnd ? (
          <p className="max-w-prose">
            It can be given an end of its own: {inWords(facts.membershipEnd.step)}
            {facts.membershipEnd.longestDays ? ` At most ${facts.membershipEnd.longestDays} days ahead.` : ""}
            {facts.membershipEnd.verified ? "" : " Nobody has verified this yet."}
          </p>
        ) : null}
      </Section>
      <Section
        title="Take access away"
        link={standing("removeSteps", facts.removeVerified || facts.removeSteps.length === 0)}
      >
        <Steps steps={facts.removeSteps} />
      </Section>
      <Section
        title="What stays behind after a removal"
        link={standing(
          "leftBehind",
          facts.leftBehind.every((each) => each.verified),
        )}
      >
        {facts.leftBehind.length === 0 ? (
          <p className="text-second">Nothing is known to stay.</p>
        ) : (
          <ul className="flex max-w-prose list-disc flex-col gap-1.5 pl-5">
            {facts.leftBehind.map((each) => (
              <li key={each.detail}>{each.detail}</li>
            ))}
          </ul>
        )}
      </Section>
    </>
  );
}

function Steps({ steps }: { steps: string[] }) {
  return (
    <ol className="flex max-w-prose list-decimal flex-col gap-1.5 pl-5 marker:text-third">
      {steps.map((step) => (
        <li key={step}>{inWords(step)}</li>
      ))}
    </ol>
  );
}

const places: Record<string, string> = {
  accountId: "the account",
  identity: "the person’s identity",
  role: "the role",
  end: "the last day of the grant",
};

/** A step's places, which a task fills with the real account, identity and role, in words. */
function inWords(step: string): string {
  // "Open the account {accountId}" names the account already: it is not said twice.
  const once = step.replace(/(?:the )?account \{accountId\}/gu, "the account");
  return once.replace(/\{(\w+)\}/gu, (all, place: string) => places[place] ?? all);
}

const enforceable = {
  yes: "can be enforced",
  no: "cannot be enforced",
  partial: "in part",
  unknown: "not known",
};

/** What else is known: account ids, inheritance, the second factor, where it was read. */
export function PlatformAbout({ platform, confirm }: Props) {
  const { facts, assetTypes } = platform;
  const marked = (text: ReactNode, fact: "mfa" | "inheritance") => (
    <>
      {text}{" "}
      <FactStanding platform={platform} fact={fact} verified={facts[fact].verified} confirm={confirm} />
    </>
  );
  return (
    <>
      <Section title="Accounts and their ids">
        <ul className="flex flex-col gap-1.5">
          {assetTypes.map((each) => (
            <li key={each.type}>
              {each.label}
              <span className="block font-mono text-[0.8125rem]/5 break-all text-second">
                {each.idExample}
              </span>
              {each.combine === "set" ? (
                <span className="block text-sm text-third">several roles at once</span>
              ) : null}
            </li>
          ))}
        </ul>
      </Section>
      <Section title="Second factor">
        <div>{marked(`Enforcing it: ${enforceable[facts.mfa.enforceable]}. ${facts.mfa.how}`, "mfa")}</div>
      </Section>
      <Section title="What lies below">
        <div>{marked(facts.inheritance.detail, "inheritance")}</div>
      </Section>
      <Section title="Notes on its roles">
        <p>{facts.roleNotes}</p>
      </Section>
      {facts.sources.length > 0 ? (
        <Section title="Sources" lead={facts.checkedOn ? `Read on ${facts.checkedOn}.` : null}>
          <ul className="flex flex-col gap-1.5">
            {facts.sources.map((source) => (
              <li key={source.url} className="min-w-0">
                <a
                  href={source.url}
                  rel="noreferrer noopener"
                  target="_blank"
                  className="rounded-[3px] break-all text-accent underline-offset-3 hover:underline"
                >
                  {new URL(source.url).hostname}
                  <span className="sr-only"> (opens in a new tab)</span>
                </a>
                <span className="block text-sm text-third">{source.supports}</span>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </>
  );
}
