"use client";

import { useState } from "react";
import { CheckboxGroup } from "@/components/ui/choices";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { CommandForm } from "@/components/ui/form";
import { Select, TextArea } from "@/components/ui/inputs";
import { Section } from "@/components/ui/page";
import { PlatformMark } from "@/components/ui/platform-mark";
import { SubmitButton } from "@/components/ui/submit-button";
import type { FormAction } from "@/lib/form-state";
import type { AskAsset, AskOptions } from "@/lib/requests/queries/ask-options";
import { AskPreview } from "./ask-preview";
import { type QuickDay, UntilField } from "./until-field";
import { usePreview } from "./use-preview";

export type AskFormProps = {
  ask: FormAction;
  clientId: string;
  assets: AskAsset[];
  work: { key: string; label: string }[];
  people: AskOptions["people"];
  /** For whom it is at first; null: nobody is chosen. */
  forWhom: string | null;
  /** The engagement that is chosen at first; empty: the proposed one. */
  under: string;
  forOthers: boolean;
  /** Of the engagement that ends last; each of several has its own. */
  until: Until;
  engagements: { id: string; name: string; until: Until }[];
};

/** Days, as 2026-11-23. */
type Until = { proposal: string; quick: QuickDay[]; min: string; max: string | undefined };

/** Accounts, for whom, what has to be done, until when and why; beside it, live, what that comes to. */
export function AskForm({
  ask,
  clientId,
  assets,
  work,
  people,
  forWhom,
  under: firstUnder,
  forOthers,
  until,
  engagements,
}: AskFormProps) {
  const [only] = assets;
  const first = assets.length === 1 && only ? [only.id] : [];
  const self = forWhom ? [forWhom] : [];
  const [assetIds, setAssetIds] = useState(first);
  const [personIds, setPersonIds] = useState(self);
  const [workKeys, setWorkKeys] = useState<string[]>([]);
  const [day, setDay] = useState<string | null>(until.proposal);
  const [engagementId, setEngagementId] = useState(firstUnder);
  const answer = usePreview({
    clientId,
    assetIds,
    personIds,
    work: workKeys,
    ...(day ? { until: day } : {}),
    ...(engagementId ? { engagementId } : {}),
  });
  const proposed = answer.preview?.engagement;
  const under = engagements.find(({ id }) => id === (engagementId || proposed?.id));
  return (
    <CommandForm action={ask} label="Ask for access">
      <input type="hidden" name="clientId" value={clientId} />
      <div className="grid gap-x-9 gap-y-8 lg:grid-cols-[minmax(0,1fr)_340px] lg:grid-rows-[auto_1fr]">
        <div className="flex min-w-0 flex-col gap-7">
          <Field name="assetIds[]" label="On which accounts" group>
            <CheckboxGroup
              options={assets.map(optionOf)}
              defaultValue={first}
              layout="grid"
              onChange={setAssetIds}
            />
          </Field>
          {forOthers ? (
            <Field name="personIds[]" label="For whom">
              <Combobox
                multiple
                options={people.map(({ id, name, title }) => ({
                  value: id,
                  label: name,
                  sub: title ?? undefined,
                }))}
                defaultValue={self}
                placeholder="Choose people…"
                onChange={setPersonIds}
              />
            </Field>
          ) : null}
          <Field name="work[]" label="What has to be done" group>
            <CheckboxGroup
              options={work.map(({ key, label }) => ({ value: key, label }))}
              layout="grid"
              onChange={setWorkKeys}
            />
          </Field>
        </div>
        <div className="min-w-0 lg:col-start-2 lg:row-span-2 lg:row-start-1">
          <Section title="What will be asked for">
            <AskPreview {...answer} />
          </Section>
        </div>
        <div className="flex min-w-0 flex-col gap-7">
          {engagements.length > 1 ? (
            <Field
              name="engagementId"
              label="Under which engagement"
              hint="Proposed is the one that they work on, else the one that ends last."
              optional
            >
              <Select
                options={[
                  {
                    value: "",
                    label: proposed && !engagementId ? `${proposed.name} (proposed)` : "As proposed",
                  },
                  ...engagements.map(({ id, name }) => ({ value: id, label: name })),
                ]}
                defaultValue={firstUnder}
                onChange={(event) => setEngagementId(event.currentTarget.value)}
                className="max-w-96"
              />
            </Field>
          ) : null}
          <UntilField
            {...(under?.until ?? until)}
            proposal={until.proposal}
            onChange={setDay}
            refusal={answer.preview?.untilRefusal ?? null}
            note={answer.preview?.untilNote ?? null}
          />
          <Field
            name="reason"
            label="Why"
            hint="What it is for. Who decides reads this, and so does the register."
          >
            <TextArea rows={2} />
          </Field>
          <div>
            <SubmitButton>Ask for access</SubmitButton>
          </div>
        </div>
      </div>
    </CommandForm>
  );
}

function optionOf(asset: AskAsset) {
  return {
    value: asset.id,
    label: (
      <span className="flex gap-2">
        <PlatformMark letters={asset.mark} name={asset.platformName} />
        <span className="min-w-0">{asset.name}</span>
      </span>
    ),
    description: (
      <>
        {asset.typeLabel}, <span className="whitespace-nowrap">{asset.accountId}</span>
      </>
    ),
  };
}
