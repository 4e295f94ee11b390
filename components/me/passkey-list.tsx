import type { OwnPasskey } from "@/lib/accounts/own-queries";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "../ui/table";
import { Time } from "../ui/time";

/** One's own passkeys, and what is known of each. */
export function PasskeyList({ passkeys }: { passkeys: OwnPasskey[] }) {
  return (
    <Table label="My passkeys" rows={passkeys.length}>
      <Head>
        <HeadCell>Passkey</HeadCell>
        <HeadCell width="w-40">Made</HeadCell>
        <HeadCell width="w-40">Last used</HeadCell>
      </Head>
      <Body>
        {passkeys.map((passkey) => (
          <Row key={passkey.id}>
            <Cell heading>
              <CellMain>{passkey.name}</CellMain>
              <CellSub>
                {passkey.synced ? "Synced between devices by its keeper" : "Bound to one device"}
              </CellSub>
            </Cell>
            <Cell label="Made">
              <Time value={passkey.createdAt} />
            </Cell>
            <Cell label="Last used">
              {passkey.lastUsedAt ? <Time value={passkey.lastUsedAt} as="datetime" /> : "When it was made"}
            </Cell>
          </Row>
        ))}
      </Body>
    </Table>
  );
}
