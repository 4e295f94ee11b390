"use client";

import { AccountId } from "@/components/ui/account-id";
import { Badge } from "@/components/ui/badge";
import { PlatformMark } from "@/components/ui/platform-mark";
import type { PreviewAsset, RequestPreview } from "@/lib/requests/queries/preview-request";
import { AskMore, type KeptMore } from "./ask-more";
import { CheckList } from "./check-list";
import { RoleRung } from "./role-rung";

/** What will be asked for: on each account the smallest role with its sentence, and what is held already. */
export function AskPreview({
  preview,
  asking,
  failed,
  kept,
}: {
  preview: RequestPreview | null;
  asking: boolean;
  failed: string | null;
  /** What a draft has kept of more than the smallest. */
  kept: KeptMore[];
}) {
  if (failed) return <p className="text-second">{failed}</p>;
  if (!preview)
    return (
      <p className="text-second">
        {asking
          ? "Looking for the smallest role…"
          : "Choose accounts and what has to be done. The smallest role that does it appears here."}
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
              <Answer asset={asset} />
              <People people={asset.people} />
              {asset.people.some((person) => person.leftOut === null) ? (
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

function People({ people }: { people: PreviewAsset["people"] }) {
  const telling = people.filter((person) => person.leftOut || person.loses || person.holds);
  if (telling.length === 0) return null;
  return (
    <ul className="flex flex-col gap-0.5 text-sm">
      {telling.map((person) => (
        <li key={person.personId} className={person.leftOut ? "text-attention" : "text-third"}>
          {person.leftOut
            ? `Left out: ${person.leftOut}`
            : [person.holds ? `${person.name} holds ${person.holds}.` : null, person.loses]
                .filter(Boolean)
                .join(" ")}
        </li>
      ))}
    </ul>
  );
}
