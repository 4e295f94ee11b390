"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { TextArea } from "@/components/ui/inputs";
import { Ladder } from "@/components/ui/ladder";
import type { PreviewAsset, RoleChoice } from "@/lib/requests/queries/preview-request";

/** What a draft has kept of it. */
export type KeptMore = { assetId: string; roleIds: string[]; reason: string };

const sameIds = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((each) => b.includes(each));

/**
 * The further step: more than the smallest role on one account, with a reason of its own; or, where no role does
 * the work, one of the nearest.
 */
export function AskMore({ asset, place, kept }: { asset: PreviewAsset; place: number; kept: KeptMore[] }) {
  const needed = asset.smallest === null;
  const choices = needed ? asset.nearest : asset.more;
  const found = kept.find(({ assetId }) => assetId === asset.assetId);
  const first = choices.find(({ roleIds }) => found && sameIds(roleIds, found.roleIds));
  const [open, setOpen] = useState(needed || first !== undefined);
  if (choices.length === 0) return null;
  if (!open)
    return (
      <Button size="small" tone="quiet" className="-ml-2.5 self-start" onClick={() => setOpen(true)}>
        Ask for more…
      </Button>
    );
  return (
    <fieldset className="flex flex-col gap-2 border-l-2 border-high pl-3">
      <legend className="sr-only">{needed ? "One of the nearest roles" : "More than the smallest"}</legend>
      <Choices asset={asset} place={place} choices={choices} kept={first ? found : undefined} />
      {needed ? null : (
        <Button size="small" tone="quiet" className="-ml-2.5 self-start" onClick={() => setOpen(false)}>
          The smallest is enough
        </Button>
      )}
    </fieldset>
  );
}

function Choices({
  asset,
  place,
  choices,
  kept,
}: {
  asset: PreviewAsset;
  place: number;
  choices: RoleChoice[];
  kept: KeptMore | undefined;
}) {
  const [first] = choices;
  const before = choices.find(({ roleIds }) => kept && sameIds(roleIds, kept.roleIds));
  const [chosen, setChosen] = useState((before ?? first)?.roleIds.join(" "));
  const roleIds =
    choices.find((choice) => choice.roleIds.join(" ") === chosen)?.roleIds ?? first?.roleIds ?? [];
  return (
    <>
      <input type="hidden" name={`more[${place}].assetId`} value={asset.assetId} />
      {roleIds.map((id) => (
        <input key={id} type="hidden" name={`more[${place}].roleIds[]`} value={id} />
      ))}
      <div className="flex flex-col">
        {choices.map((choice) => (
          <label
            key={choice.roleIds.join(" ")}
            className="flex cursor-pointer items-start gap-2.5 py-1 max-md:py-2"
          >
            <input
              type="radio"
              name={`role on ${asset.assetId}`}
              form=""
              className="mt-0.75 size-3.5 shrink-0"
              checked={roleIds === choice.roleIds}
              onChange={() => setChosen(choice.roleIds.join(" "))}
            />
            <Ladder
              filled={choice.rung.filled}
              of={choice.rung.of}
              name={choice.rung.name}
              tone={choice.rung.administrator ? "administrator" : "risk"}
              sub={choice.sentence}
            />
          </label>
        ))}
      </div>
      <Field
        name={`more[${place}].reason`}
        label={asset.smallest ? "Why the smallest is not enough" : "Why this role helps"}
        hint="More than the smallest role always goes to the security lead, who reads this."
      >
        <TextArea rows={2} defaultValue={kept?.reason} />
      </Field>
    </>
  );
}
