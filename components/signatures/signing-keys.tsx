import { Badge } from "@/components/ui/badge";
import { counted } from "@/components/ui/counted";
import { Hash } from "@/components/ui/hash";
import { Body, Cell, CellSub, Head, HeadCell, Row, Table } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { SigningKeyRow } from "@/lib/lifecycle/queries/list-signing-keys";

/** Public keys with their fingerprints: what signs, and what has signed. */
export function SigningKeys({ keys }: { keys: SigningKeyRow[] }) {
  return (
    <Table label="Keys">
      <Head>
        <HeadCell width="md:w-3/5">Fingerprint</HeadCell>
        <HeadCell>Since</HeadCell>
        <HeadCell>State</HeadCell>
      </Head>
      <Body>
        {keys.map((key) => (
          <Row key={key.id} muted={key.retiredAt !== null}>
            <Cell heading>
              <Hash value={key.fingerprint} full />
              <CellSub>{counted(key.certificates, "certificate")} signed</CellSub>
            </Cell>
            <Cell label="Since">
              <Time value={key.createdAt} as="datetime" zone />
            </Cell>
            <Cell label="State">
              {key.retiredAt ? (
                <>
                  until <Time value={key.retiredAt} />
                </>
              ) : (
                <Badge tone="fine">signs</Badge>
              )}
            </Cell>
          </Row>
        ))}
      </Body>
    </Table>
  );
}
