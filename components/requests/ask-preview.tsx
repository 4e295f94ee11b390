"use client";

import { ExtendDialog } from "@/components/register/extend-dialog";
import { AccountId } from "@/components/ui/account-id";
import { Badge } from "@/components/ui/badge";
import { PlatformMark } from "@/components/ui/platform-mark";
import type { Asked } from "@/components/ui/use-asked";
import type { FormAction } from "@/lib/form-state";
import type { PreviewAsset, RequestPreview } from "@/lib/requests/queries/preview-request";
import { AskMore, type KeptMore } from "./ask-more";
import { CheckList } from "./check-list";
import { RoleRung } from "./role-rung";

/** What will be asked for: on each account the smallest role with its sentence, and what is held already. */
export function AskPreview({
  answer: preview,
  asking,
  failed,
  kept,
  extend,
  onExtended,
}: Asked<RequestPreview> & {
  /** Asks to keep longer what is held already. */
  extend: FormAction;
  onExtended: () => void;
  /** What a draft has kept of more than the smallest. */
  kept: KeptMore[];
}) {
  if (failed) return <p className="text-second">{failed}</p>;
  if (!preview)
    return (
      <p className="text-second">
        {asking
          ? "Looking for the smallest role…"
          : "Choose accounts and what has to be done. The smallest role that does it appears here, and what is held already."}
      </p>
    );
  return (
    <>
      {preview.checks.length > 0 ? <CheckList checks={preview.checks} /> : null}
      <ul aria-live="polite" aria-busy={asking} className="border-t border-strong">
        {preview.assets.map((asset, place) => (
          <li key={asset.assetId} className="flex gap-2 border-b border-rule py-3">
            <PlatformMark letters={asset.mark} name={asset.platformName} />
            <div className="flex min-w-0 flex-1 flex-col gap-1.5">
              <div className="flex flex-wrap items-baseline justify-between gap-x-3">
                {asset.name} <AccountId id={asset.accountId} copy={false} />
              </div>
              {isChosen(asset) ? <Answer asset={asset} /> : null}
              <People people={asset.people} extend={extend} onExtended={onExtended} />
              {isChosen(asset) && asset.people.some((person) => person.leftOut === null) ? (
                <AskMore
                  key={asset.smallest === null ? "nearest" : "more"}
                  asset={asset}
                  place={place}
                  kept={kept}
                />
              ) : null}
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Whether work was chosen, so that something would be asked for here. */
const isChosen = (asset: PreviewAsset) => asset.sentence !== "";

function Answer({ asset }: { asset: PreviewAsset }) {
  return (
    <>
      {asset.smallest ? (
        <span className="font-medium">
          <RoleRung rung={asset.smallest.rung} />
        </span>
      ) : (
        <div>
          <Badge tone="high">no role does all of this</Badge>
        </div>
      )}
      <p className="text-sm text-second">{asset.sentence}</p>
      {asset.smallest?.unverified || asset.nearest.some((choice) => choice.unverified) ? (
        <p className="text-sm text-attention">
          What this role can do is not verified in the catalogue; an administrator can confirm it.
        </p>
      ) : null}
    </>
  );
}

function People({
  people,
  extend,
  onExtended,
}: {
  people: PreviewAsset["people"];
  extend: FormAction;
  onExtended: () => void;
}) {
  return (
    <ul className="flex flex-col gap-1 text-sm">
      {people.map((person) => (
        <li key={person.personId} className={person.leftOut ? "text-attention" : "text-second"}>
          {person.leftOut ? `Left out: ${person.leftOut}` : standing(person)}
          {person.extend ? (
            <div className="mt-1 mb-1.5">
              <ExtendDialog {...person.extend} action={extend} size="small" onDone={onExtended} />
            </div>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

/** What somebody holds and waits for here, and what they would lose. */
function standing({ name, holds, waits, keeps, loses }: PreviewAsset["people"][number]): string {
  const has = holds
    ? `${name} holds ${holds}${keeps ? ": this asks to keep it longer" : ""}.`
    : `${name} holds nothing here.`;
  return [has, waits ? `It is asked for in ${waits}.` : null, loses].filter(Boolean).join(" ");
}
