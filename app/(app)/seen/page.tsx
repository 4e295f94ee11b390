import type { Metadata } from "next";
import { Combobox } from "@/components/ui/combobox";
import { EmptyState } from "@/components/ui/empty-state";
import { Field } from "@/components/ui/field";
import { CommandForm } from "@/components/ui/form";
import type { Params } from "@/components/ui/href";
import { TextArea } from "@/components/ui/inputs";
import { Page } from "@/components/ui/page";
import { SubmitButton } from "@/components/ui/submit-button";
import { timeText } from "@/components/ui/time-text";
import { requireActor } from "@/lib/auth/session";
import { seenChoices } from "@/lib/lifecycle/queries/seen-choices";
import { reportSeenAction } from "./actions";

export const metadata: Metadata = { title: "Somebody was seen again" };

/** For every member: somebody who has left still stands in an account. */
export default async function SeenPage({ searchParams }: { searchParams: Promise<Params> }) {
  const actor = await requireActor();
  const [{ person, asset }, { people, assets }] = await Promise.all([searchParams, seenChoices(actor)]);
  return (
    <Page
      title="I still see somebody who has left"
      lead="In the list of users of an account, in a chat of its platform, in its history. Reporting once too often does no harm: their departure is opened again, and somebody looks at once."
    >
      {people.length === 0 ? (
        <EmptyState title="Nobody has left yet.">
          Who should have no access and still works here is a matter for the security lead or HR.
        </EmptyState>
      ) : (
        <CommandForm action={reportSeenAction} className="flex max-w-prose flex-col gap-4" label="Report">
          <Field name="personId" label="Who">
            <Combobox
              defaultValue={typeof person === "string" ? person : undefined}
              options={people.map(({ id, name, endedAt }) => ({
                value: id,
                label: name,
                sub: `left on ${timeText(endedAt, "long")}`,
              }))}
              placeholder="Choose who has left"
            />
          </Field>
          <Field name="assetId" label="Where">
            <Combobox
              defaultValue={typeof asset === "string" ? asset : undefined}
              options={assets.map(({ id, name, platformName, clientName }) => ({
                value: id,
                label: name,
                sub: `${platformName}, ${clientName ?? "the studio’s own"}`,
              }))}
              placeholder="Choose an account"
            />
          </Field>
          <Field
            name="what"
            label="What you have seen"
            hint="For example “in the list of users, with the role Standard”."
          >
            <TextArea rows={2} />
          </Field>
          <div>
            <SubmitButton>Report</SubmitButton>
          </div>
        </CommandForm>
      )}
    </Page>
  );
}
