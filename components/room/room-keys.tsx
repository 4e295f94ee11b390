import type { RoomKey } from "@/lib/register/queries/get-room";
import { EndsCell, RoleCell } from "../register/grant-cells";
import { GrantStateBadge } from "../register/grant-state";
import { LastProof } from "../register/last-proof";
import { AccountId } from "../ui/account-id";
import { PlatformMark } from "../ui/platform-mark";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "../ui/table";

/** Who holds which key, as the client sees it: nothing leads anywhere else. */
export function RoomKeys({ keys }: { keys: RoomKey[] }) {
  return (
    <Table label="Keys to your accounts" rows={keys.length}>
      <Head>
        <HeadCell width="w-1/5">Holder</HeadCell>
        <HeadCell width="w-1/4">Account</HeadCell>
        <HeadCell>Role</HeadCell>
        <HeadCell>State</HeadCell>
        <HeadCell width="w-36">Last proof</HeadCell>
        <HeadCell width="w-28" align="right">
          Ends
        </HeadCell>
      </Head>
      <Body>
        {keys.map((key) => (
          <Row key={key.id}>
            <Cell heading>
              <CellMain>{key.holder.name}</CellMain>
              <CellSub>{key.holder.kind === "robot" ? "robot" : null}</CellSub>
            </Cell>
            <Cell
              label="Account"
              mark={<PlatformMark letters={key.platform.mark} name={key.platform.name} />}
            >
              <CellMain>{key.account.name}</CellMain>
              <CellSub>
                <AccountId id={key.account.accountId} copy={false} />
              </CellSub>
            </Cell>
            <RoleCell grant={key} />
            <Cell label="State">
              <GrantStateBadge grant={key} />
            </Cell>
            <Cell label="Last proof">
              <LastProof grant={key} />
            </Cell>
            <EndsCell grant={key} />
          </Row>
        ))}
      </Body>
    </Table>
  );
}
