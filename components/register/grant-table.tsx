import { hrefWith, type Params } from "@/components/ui/href";
import { Link } from "@/components/ui/link";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "@/components/ui/table";
import type { GrantRow } from "@/lib/register/queries/grant-rows";
import { AccountCell, EndsCell, RoleCell } from "./grant-cells";
import { ConflictMark, GrantStateBadge } from "./grant-state";
import { LastProof } from "./last-proof";

type Column = "holder" | "asset";

/**
 * The ledger of grants: who, on what, which role, since when it is known, until when. `without` leaves a column out
 * where the page is about it; `sorting` makes the headings sort the list at this address.
 */
export function GrantTable({
  grants,
  without,
  sorting,
  label = "Grants",
}: {
  grants: GrantRow[];
  without?: Column | undefined;
  sorting?: { path: string; params: Params; sort: string } | undefined;
  label?: string | undefined;
}) {
  const sort = (name: string) => {
    if (!sorting) return {};
    const up = sorting.sort === name;
    const sorted = up ? "ascending" : sorting.sort === `-${name}` ? "descending" : undefined;
    const sortHref = hrefWith(sorting.path, sorting.params, { sort: up ? `-${name}` : name });
    return sorted ? { sortHref, sorted: sorted as "ascending" | "descending" } : { sortHref };
  };
  return (
    <Table label={label} rows={grants.length}>
      <Head>
        {without === "holder" ? null : <HeadCell {...sort("holder")}>Holder</HeadCell>}
        {without === "asset" ? null : (
          <HeadCell width="w-56" {...sort("asset")}>
            Account
          </HeadCell>
        )}
        <HeadCell width="w-48" {...sort("role")}>
          Role
        </HeadCell>
        <HeadCell width="w-50" {...sort("state")}>
          State
        </HeadCell>
        <HeadCell width="w-36" {...sort("proof")}>
          Last proof
        </HeadCell>
        <HeadCell width="w-28" align="right" {...sort("ends")}>
          Ends
        </HeadCell>
      </Head>
      <Body>
        {grants.map((grant) => (
          <GrantLine key={grant.id} grant={grant} without={without} />
        ))}
      </Body>
    </Table>
  );
}

function GrantLine({ grant, without }: { grant: GrantRow; without: Column | undefined }) {
  const href = `/register/${grant.id}`;
  return (
    <Row muted={grant.state === "removed" || grant.state === "not_granted"}>
      {without === "holder" ? null : (
        <Cell heading>
          <CellMain href={href}>{grant.holder.name}</CellMain>
          <CellSub>{holderSub(grant)}</CellSub>
        </Cell>
      )}
      {without === "asset" ? null : (
        <AccountCell grant={grant} href={without === "holder" ? href : undefined} />
      )}
      <RoleCell grant={grant} />
      <Cell label="State">
        <GrantStateBadge grant={grant} />
        <ConflictMark conflicts={grant.conflicts} />
      </Cell>
      <Cell label="Last proof">
        <LastProof grant={grant} />
      </Cell>
      <EndsCell grant={grant} />
    </Row>
  );
}

function holderSub({ holder }: GrantRow): string | null {
  if (holder.kind === "robot") return "robot";
  return holder.kind === "shared" ? "shared login" : holder.identity;
}

/** The client of a grant as a link, or the studio. */
export function ClientLink({ asset }: { asset: GrantRow["asset"] }) {
  if (!asset.clientId) return <>The studio’s own</>;
  return <Link href={`/clients/${asset.clientId}`}>{asset.clientName}</Link>;
}
