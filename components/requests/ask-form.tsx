"use client";

import { useCallback, useRef, useState } from "react";
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
import type { DraftContent } from "@/lib/requests/rules/draft";
import { AskPreview } from "./ask-preview";
import { KeepDraft, type KeptDraft } from "./keep-draft";
import { LikeColleague } from "./like-colleague";
import { type QuickDay, UntilField } from "./until-field";
import { usePreview } from "./use-preview";

export type AskFormProps = {
  ask: FormAction;
  /** Asks to keep longer what is held already. */
  extend: FormAction;
  clientId: string;
  assets: AskAsset[];
  work: { key: string; label: string }[];
  people: AskOptions["people"];
  /** Whose access can be a template; nobody for who may not see it. */
  colleagues: AskOptions["colleagues"];
  /** For whom it is at first; null: nobody is chosen. */
  forWhom: string | null;
  /** The engagement that is chosen at first; empty: the proposed one. */
  under: string;
  forOthers: boolean;
  /** Of the engagement that ends last; each of several has its own. */
  until: Until;
  engagements: { id: string; name: string; until: Until }[];
  /** What was kept of it before; null: a new one. */
  draft: (KeptDraft & { content: DraftContent }) | null;
};

/** Days, as 2026-11-23. */
type Until = { proposal: string; quick: QuickDay[]; min: string; max: string | undefined };

/** Accounts, for whom, what has to be done, until when and why; beside it, live, what that comes to. */
export function AskForm({
  ask,
  extend,
  clientId,
  assets,
  work,
  people,
  colleagues,
  forWhom,
  under: firstUnder,
  forOthers,
  until,
  engagements,
  draft,
}: AskFormProps) {
  const [only] = assets;
  const kept = draft?.content ?? null;
  // As it was when the form came: what is kept later on comes back with the page, and is not read again.
  const [first] = useState({
    assetIds: kept?.assetIds ?? (assets.length === 1 && only ? [only.id] : []),
    personIds: kept?.personIds ?? (forWhom ? [forWhom] : []),
    work: kept?.work ?? [],
    engagementId: kept ? (kept.engagementId ?? "") : firstUnder,
    more: kept?.more ?? [],
    colleagueId: colleagues.find(({ id }) => id === kept?.colleagueId)?.id ?? null,
  });
  const [assetIds, setAssetIds] = useState(first.assetIds);
  const [personIds, setPersonIds] = useState(first.personIds);
  const [workKeys, setWorkKeys] = useState<string[]>(first.work);
  const [day, setDay] = useState<string | null>(kept?.lastsMinutes ? null : kept?.until || until.proposal);
  const [engagementId, setEngagementId] = useState(first.engagementId);
  const [colleagueId, setColleagueId] = useState(first.colleagueId);
  const [extended, setExtended] = useState(0);
  const onExtended = useCallback(() => setExtended((times) => times + 1), []);
  const box = useRef<HTMLDivElement>(null);
  const asked = usePreview(
    {
      clientId,
      assetIds,
      personIds,
      work: workKeys,
      ...(day ? { until: day } : {}),
      ...(engagementId ? { engagementId } : {}),
    },
    extended,
  );
  const preview = asked.answer;
  const proposed = preview?.engagement;
  const shown = preview?.assets.map((asset) => asset.assetId) ?? [];
  const hidden = first.more.filter(({ assetId }) => assetIds.includes(assetId) && !shown.includes(assetId));
  const under = engagements.find(({ id }) => id === (engagementId || proposed?.id));

  /** Chooses accounts besides those that are chosen. The boxes are the form's own, and keep what they have. */
  function choose(more: string[]) {
    const boxes = box.current?.querySelectorAll<HTMLInputElement>('input[name="assetIds[]"]') ?? [];
    for (const each of boxes) each.checked ||= more.includes(each.value);
    setAssetIds([...boxes].filter((each) => each.checked).map((each) => each.value));
  }

  const form = (
    <CommandForm action={ask} label="Ask for access">
      <input type="hidden" name="clientId" value={clientId} />
      <div className="grid gap-x-9 gap-y-8 lg:grid-cols-[minmax(0,1fr)_340px] lg:grid-rows-[auto_1fr]">
        <div className="flex min-w-0 flex-col gap-7">
          <Field name="assetIds[]" label="On which accounts" group>
            <CheckboxGroup
              options={assets.map(optionOf)}
              defaultValue={first.assetIds}
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
                defaultValue={first.personIds}
                placeholder="Choose people…"
                onChange={setPersonIds}
              />
            </Field>
          ) : null}
          <Field name="work[]" label="What has to be done" group>
            <CheckboxGroup
              options={work.map(({ key, label }) => ({ value: key, label }))}
              defaultValue={first.work}
              layout="grid"
              onChange={setWorkKeys}
            />
          </Field>
        </div>
        <div className="min-w-0 lg:col-start-2 lg:row-span-2 lg:row-start-1">
          <Section title="What will be asked for">
            <AskPreview {...asked} kept={first.more} extend={extend} onExtended={onExtended} />
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
                defaultValue={first.engagementId}
                onChange={(event) => setEngagementId(event.currentTarget.value)}
                className="max-w-96"
              />
            </Field>
          ) : null}
          <UntilField
            {...(under?.until ?? until)}
            proposal={until.proposal}
            kept={kept}
            onChange={setDay}
            refusal={preview?.untilRefusal ?? null}
            note={preview?.untilNote ?? null}
          />
          <Field
            name="reason"
            label="Why"
            hint="What it is for. Who decides reads this, the client too where it approves, and so does the register."
          >
            <TextArea rows={2} defaultValue={kept?.reason} />
          </Field>
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <SubmitButton>Ask for access</SubmitButton>
            <KeepDraft
              clientId={clientId}
              kept={draft}
              hidden={hidden}
              colleagueId={colleagueId}
              choices={JSON.stringify([assetIds, personIds, workKeys, day, engagementId, colleagueId])}
            />
          </div>
        </div>
      </div>
    </CommandForm>
  );
  return (
    <div ref={box} className="flex flex-col gap-6">
      {colleagues.length > 0 ? (
        <LikeColleague
          clientId={clientId}
          colleagues={colleagues}
          colleagueId={colleagueId}
          onColleague={setColleagueId}
          personIds={personIds}
          work={workKeys}
          onAccounts={choose}
        />
      ) : null}
      {form}
    </div>
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
