import { AccountId } from "@/components/ui/account-id";
import { Ladder } from "@/components/ui/ladder";
import { PlatformMark } from "@/components/ui/platform-mark";
import { Cell, CellMain, CellSub } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { GrantRow } from "@/lib/register/queries/grant-rows";
import { ladderTone } from "./words";

/** The account of a grant, with its client. With `href` it is the row's heading and leads there. */
export function AccountCell({
  grant: { asset, platform },
  href,
}: {
  grant: Pick<GrantRow, "asset" | "platform">;
  href?: string | undefined;
}) {
  return (
    <Cell heading={href !== undefined} mark={<PlatformMark letters={platform.mark} name={platform.name} />}>
      <CellMain {...(href ? { href } : {})}>{asset.name}</CellMain>
      <CellSub>
        {asset.clientName ?? "The studio’s own"} · <AccountId id={asset.accountId} copy={false} />
      </CellSub>
    </Cell>
  );
}

/** The role of a grant, by its place on its ladder. */
export function RoleCell({ grant: { role, risk } }: { grant: Pick<GrantRow, "role" | "risk"> }) {
  return (
    <Cell label="Role">
      <Ladder filled={role.step} of={role.of} name={role.name} tone={ladderTone(risk)} />
    </Cell>
  );
}

/** When a grant ends; loud where its end has passed and the platform has not been cleaned, or where it has none. */
export function EndsCell({
  grant,
}: {
  grant: Pick<GrantRow, "endsAt" | "expiredNotRemoved"> & { endMissing?: boolean };
}) {
  return (
    <Cell label="Ends" align="right">
      {grant.endsAt ? (
        <span className={grant.expiredNotRemoved ? "font-semibold text-critical" : undefined}>
          <Time value={grant.endsAt} />
        </span>
      ) : (
        <span className={grant.endMissing ? "font-medium text-attention" : "text-third"}>no end</span>
      )}
    </Cell>
  );
}
