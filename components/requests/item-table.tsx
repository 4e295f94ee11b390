import { AccountId } from "@/components/ui/account-id";
import { Badge } from "@/components/ui/badge";
import { PlatformMark } from "@/components/ui/platform-mark";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { ItemRow } from "@/lib/requests/queries/get-request";
import { RoleRung } from "./role-rung";
import { SelectBox } from "./selection";
import { itemStates } from "./words";

/**
 * What is asked, one person on one account a row. With `choose`, rows that can be decided have a box. The work is the
 * same of all and stands in the request's title, as does the person where there is one.
 */
export function ItemTable({ items, choose }: { items: ItemRow[]; choose: boolean }) {
  // Where it is the same of all, the sentence above the table has said it.
  const differ = new Set(items.map((item) => (item.above ? item.comparison : null))).size > 1;
  const several = new Set(items.map((item) => item.person.id)).size > 1;
  return (
    <Table label="What is asked">
      <Head>
        <HeadCell width="w-[33%]">Account</HeadCell>
        {several ? <HeadCell width="w-[17%]">For</HeadCell> : null}
        <HeadCell>Smallest</HeadCell>
        <HeadCell>Asked for</HeadCell>
        <HeadCell width="w-[13%]">Holds today</HeadCell>
      </Head>
      <Body>
        {items.map((item) => (
          <Row key={item.id} muted={item.state === "withdrawn" || item.state === "cancelled"}>
            <Cell heading mark={<Mark item={item} choose={choose} />}>
              <CellMain>{item.asset.name}</CellMain>
              <AccountId id={item.asset.accountId} />
            </Cell>
            {several ? (
              <Cell label="For">
                <CellMain href={`/people/${item.person.id}`}>{item.person.name}</CellMain>
              </Cell>
            ) : null}
            <Cell label="Smallest">
              {item.smallest ? (
                <RoleRung rung={item.smallest} />
              ) : (
                <span className="text-third">none fits</span>
              )}
              {item.unverified ? <CellSub tone="attention">not verified in the catalogue</CellSub> : null}
            </Cell>
            <Cell label="Asked for">
              <RoleRung rung={item.asked} above={item.above} />
              {differ && item.above && item.comparison ? (
                <CellSub tone="high">{item.comparison}</CellSub>
              ) : null}
              <Outcome item={item} />
            </Cell>
            <Cell label="Holds today">
              <Holds item={item} />
            </Cell>
          </Row>
        ))}
      </Body>
    </Table>
  );
}

function Mark({ item, choose }: { item: ItemRow; choose: boolean }) {
  const mark = <PlatformMark letters={item.asset.mark} name={item.asset.platformName} />;
  if (!choose) return mark;
  const open = item.state === "waiting" && item.can.decide === true;
  return (
    <>
      {open ? (
        <SelectBox ids={[item.id]} label={`Choose ${item.person.name} on ${item.asset.name}`} />
      ) : (
        <span className="w-3.5 shrink-0 max-md:hidden" />
      )}
      {mark}
    </>
  );
}

function Outcome({ item }: { item: ItemRow }) {
  if (item.state === "waiting")
    return (
      <>
        <ClientSide item={item} />
        {item.stops ? <CellSub tone="critical">{item.stops}</CellSub> : null}
      </>
    );
  const { label, tone } = itemStates[item.state];
  return (
    <div className="mt-1">
      <Badge tone={tone}>{label}</Badge>
      {item.decided && item.decided.name !== item.asked.name ? (
        <CellSub>{item.decided.name} instead</CellSub>
      ) : null}
      {item.decidedAt ? (
        <CellSub>
          by{" "}
          {item.decidedByPolicy
            ? "the access policy"
            : item.decidedByClient
              ? `${item.clientAnswer?.byName}, of the client`
              : item.decidedBy}
          {item.inPlaceOf ? `, in place of ${item.inPlaceOf}` : ""},{" "}
          <Time value={item.decidedAt} as="moment" />
        </CellSub>
      ) : null}
      {item.decisionReason ? <CellSub>“{item.decisionReason}”</CellSub> : null}
      {item.decidedByClient ? null : <ClientYes item={item} />}
    </div>
  );
}

/** How far the two sides are while it waits for one of them. */
function ClientSide({ item }: { item: ItemRow }) {
  const { leadApproval } = item;
  return (
    <>
      {item.waitsForClient && leadApproval ? (
        <div className="mt-1">
          <Badge tone="attention">Waits for the client</Badge>
          <CellSub>
            {leadApproval.leadName}
            {leadApproval.inPlaceOf ? `, in place of ${leadApproval.inPlaceOf},` : ""} approved{" "}
            {leadApproval.gives}, <Time value={leadApproval.at} as="moment" />
          </CellSub>
          {leadApproval.reason ? <CellSub>“{leadApproval.reason}”</CellSub> : null}
        </div>
      ) : null}
      <ClientYes item={item} />
    </>
  );
}

function ClientYes({ item: { clientAnswer } }: { item: ItemRow }) {
  if (!clientAnswer?.agrees) return null;
  const { byName, written, words, at } = clientAnswer;
  return (
    <CellSub>
      The client’s yes: {written ? `“${words}”, written down by ${byName}` : byName},{" "}
      <Time value={at} as="moment" />
    </CellSub>
  );
}

function Holds({ item }: { item: ItemRow }) {
  if (item.holds.length === 0) return <span className="text-third">nothing</span>;
  return (
    <ul className="flex flex-col gap-1">
      {item.holds.map((held) => (
        <li key={held.words}>
          {held.rung && held.direct ? (
            <RoleRung rung={held.rung} sub={held.words === held.rung.name ? undefined : held.words} />
          ) : (
            held.words
          )}
        </li>
      ))}
      {item.state === "waiting" && item.loses ? (
        <li>
          <CellSub tone="attention">{item.loses}</CellSub>
        </li>
      ) : null}
    </ul>
  );
}
