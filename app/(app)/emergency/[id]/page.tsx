import { notFound } from "next/navigation";
import { ReviewState } from "@/components/emergency/emergency-table";
import { ReviewForm } from "@/components/emergency/review-form";
import { Callout } from "@/components/ui/callout";
import { DefinitionList } from "@/components/ui/definition-list";
import { CommandForm } from "@/components/ui/form";
import { Link } from "@/components/ui/link";
import { Page } from "@/components/ui/page";
import { SubmitButton } from "@/components/ui/submit-button";
import { Time } from "@/components/ui/time";
import { requireActor } from "@/lib/auth/session";
import { getEmergency } from "@/lib/requests/queries/emergencies";
import { giveBackAction } from "../../me/actions";
import { reviewEmergencyAction } from "../actions";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props) {
  const emergency = await getEmergency(await requireActor(), (await params).id);
  return { title: emergency ? emergency.name : "Not found" };
}

/** One emergency: what was taken, until when, and what the review said. */
export default async function EmergencyPage({ params }: Props) {
  const emergency = await getEmergency(await requireActor(), (await params).id);
  if (!emergency) notFound();
  const now = new Date();
  const active = emergency.held.filter(({ state }) => state === "active");
  const roles = emergency.roles.join(" and ");
  return (
    <Page
      title={`${emergency.person.name} took ${roles} on ${emergency.asset.name}`}
      crumbs={[{ label: "Emergencies", href: "/emergency" }, { label: emergency.name }]}
      actions={
        <>
          {emergency.own && active.length > 0 ? (
            <CommandForm action={giveBackAction} label="Give it back now">
              {active.map(({ grantId }) => (
                <input key={grantId} type="hidden" name="grantIds[]" value={grantId} />
              ))}
              <SubmitButton>Give it back now</SubmitButton>
            </CommandForm>
          ) : null}
          {emergency.mayReview ? <ReviewForm emergency={emergency} action={reviewEmergencyAction} /> : null}
        </>
      }
    >
      {active.length > 0 ? (
        <Callout tone="critical" title="It is held now">
          {emergency.own
            ? "Give it back as soon as it is no longer needed. It ends by itself"
            : "It ends by itself"}{" "}
          <Time value={emergency.endsAt} as="datetime" zone />.
        </Callout>
      ) : emergency.held.length > 0 ? (
        <Callout tone="attention" title="It has ended, and is not proved gone">
          The custodian removes it. Until that is proved, the door may be open.
        </Callout>
      ) : null}
      <DefinitionList
        items={[
          { term: "What has happened", value: `“${emergency.reason}”` },
          { term: "Taken", value: <Time value={emergency.takenAt} as="datetime" zone /> },
          { term: "Until", value: <Time value={emergency.endsAt} as="datetime" zone /> },
          { term: "From", value: emergency.ip },
          { term: "Client", value: emergency.clientName ?? "The studio’s own" },
          {
            term: "In the register",
            value:
              emergency.held.length > 0 ? (
                <ul>
                  {emergency.held.map(({ grantId }) => (
                    <li key={grantId}>
                      <Link href={`/register/${grantId}`}>{roles}</Link>
                    </li>
                  ))}
                </ul>
              ) : (
                "gone, with proof"
              ),
          },
          { term: "Review", value: <ReviewState emergency={emergency} now={now} /> },
          { term: "Found", value: emergency.reviewNote },
        ]}
      />
    </Page>
  );
}
