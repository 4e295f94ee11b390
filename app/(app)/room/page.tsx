import type { Metadata } from "next";
import { Selecting } from "@/components/requests/selection";
import { AnswerForms } from "@/components/room/answer-forms";
import { RoomAsked } from "@/components/room/room-asked";
import { RoomCloseOuts } from "@/components/room/room-close-outs";
import { RoomEndings } from "@/components/room/room-endings";
import { RoomHistory } from "@/components/room/room-history";
import { RoomKeys } from "@/components/room/room-keys";
import { RoomPapers } from "@/components/room/room-papers";
import { RoomReachList } from "@/components/room/room-reach";
import { countedInWords } from "@/components/ui/counted";
import type { Params } from "@/components/ui/href";
import { Page, Section } from "@/components/ui/page";
import { requireActor } from "@/lib/auth/session";
import { listRoomCloseOuts } from "@/lib/closings/queries/get-close-out";
import { listRoomEndings } from "@/lib/closings/queries/list-room-endings";
import { getRoom } from "@/lib/register/queries/get-room";
import { listRoomRequests, type RoomItem } from "@/lib/requests/queries/room-requests";
import { answerItemsAction } from "./actions";

export const metadata: Metadata = { title: "Your room" };

type Props = { searchParams: Promise<Params> };

/** A client's own room: what waits for its yes, who holds keys to its accounts, and what was agreed. */
export default async function RoomPage({ searchParams }: Props) {
  const actor = await requireActor();
  const [
    { request },
    { clientName, keys, reach, engagements },
    { waiting, withStudio, past, more },
    closeOuts,
    endings,
  ] = await Promise.all([
    searchParams,
    getRoom(actor),
    listRoomRequests(actor),
    listRoomCloseOuts(actor),
    listRoomEndings(actor),
  ]);
  const open = waiting.filter((item) => item.can === true);
  const holders = new Set(keys.map(({ holder }) => holder.name)).size;
  const held =
    keys.length === 0
      ? "nobody holds a key to your accounts"
      : `${countedInWords(holders, "holder has", "holders have")} ${countedInWords(keys.length, "key")} to your accounts`;
  return (
    <Page
      title={
        waiting.length > 0
          ? `${clientName}: ${countedInWords(waiting.length, "key waits", "keys wait")} for your answer`
          : `${clientName}: ${held}`
      }
      lead={
        waiting.length > 0
          ? `The studio asks for access to your accounts. Nobody gets it without your yes. Today ${held}.`
          : "What the studio holds at your accounts, as its register knows it, with the last proof of each."
      }
    >
      <Selecting all={open.map((item) => item.id)} initial={chosenFirst(open, request)}>
        {waiting.length > 0 ? (
          <Section title="Waits for your answer" id="asked">
            <RoomAsked items={waiting} choose={open.length > 1} />
          </Section>
        ) : null}
        <AnswerForms answer={answerItemsAction} ids={open.map((item) => item.id)} />
      </Selecting>
      {withStudio.length > 0 ? (
        <Section title="Approved by you, not decided by the studio yet" id="with-studio">
          <RoomHistory label="Approved by you" items={withStudio} />
        </Section>
      ) : null}
      {endings.length > 0 ? (
        <Section
          title="Ending"
          id="endings"
          lead="What the studio holds for it is being taken back. When all of it is proved, the certificate is here."
        >
          <RoomEndings endings={endings} />
        </Section>
      ) : null}
      {closeOuts.length > 0 ? (
        <Section
          title="Closed out"
          id="close-outs"
          lead="What the studio held for work that has ended, taken back with proof."
        >
          <RoomCloseOuts closeOuts={closeOuts} />
        </Section>
      ) : null}
      <Section title="Keys" id="keys">
        {keys.length > 0 ? (
          <RoomKeys keys={keys} />
        ) : (
          <p className="text-second">Nobody of the studio holds a key to your accounts.</p>
        )}
      </Section>
      {reach.length > 0 ? (
        <Section title="From above" id="reach">
          <RoomReachList reach={reach} />
        </Section>
      ) : null}
      {past.length > 0 ? (
        <Section
          title="What was asked before"
          id="past"
          lead={more ? `The latest ${countedInWords(past.length, "one", "ones")}.` : undefined}
        >
          <RoomHistory label="What was asked before" items={past} />
        </Section>
      ) : null}
      <Section title="What was agreed" id="papers">
        <RoomPapers engagements={engagements} />
      </Section>
    </Page>
  );
}

/** What is chosen at first: what a mail led to. */
function chosenFirst(open: readonly RoomItem[], request: Params[string]): string[] {
  return open.filter((item) => String(item.number) === request).map((item) => item.id);
}
