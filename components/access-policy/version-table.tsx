import type { AccessPolicy } from "@/lib/policy/queries";
import { Badge } from "../ui/badge";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "../ui/table";
import { Time } from "../ui/time";

/** All versions, the one that counts first. */
export function VersionTable({ policy }: { policy: AccessPolicy }) {
  return (
    <Table label="Versions" rows={policy.versions.length}>
      <Head>
        <HeadCell width="w-40">Version</HeadCell>
        <HeadCell>What was new</HeadCell>
        <HeadCell width="w-1/4">Activated</HeadCell>
      </Head>
      <Body>
        {policy.versions.map((version) => (
          <Row key={version.number} muted={version.number !== policy.active}>
            <Cell heading>
              <CellMain href={`/settings/access-policy?version=${version.number}`}>
                Version {version.number}
              </CellMain>
              {version.number === policy.active ? <Badge tone="fine">counts now</Badge> : null}
            </Cell>
            <Cell label="New">{version.note}</Cell>
            <Cell label="Activated">
              {version.activatedBy ? (
                <>
                  <Time value={version.activatedAt} as="moment" />
                  <CellSub>by {version.activatedBy}</CellSub>
                </>
              ) : (
                "with Keyholder itself"
              )}
            </Cell>
          </Row>
        ))}
      </Body>
    </Table>
  );
}
