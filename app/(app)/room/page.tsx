import type { Metadata } from "next";
import { RoomKeys } from "@/components/room/room-keys";
import { RoomPapers } from "@/components/room/room-papers";
import { RoomReachList } from "@/components/room/room-reach";
import { countedInWords } from "@/components/ui/counted";
import { Page, Section } from "@/components/ui/page";
import { requireActor } from "@/lib/auth/session";
import { getRoom } from "@/lib/register/queries/get-room";

export const metadata: Metadata = { title: "Your room" };

/** A client's own room: who holds keys to their accounts, and what was signed. */
export default async function RoomPage() {
  const { clientName, keys, reach, engagements } = await getRoom(await requireActor());
  const holders = new Set(keys.map(({ holder }) => holder.name)).size;
  return (
    <Page
      title={
        keys.length === 0
          ? `${clientName}: nobody holds a key to your accounts`
          : `${clientName}: ${countedInWords(holders, "holder has", "holders have")} ${countedInWords(keys.length, "key")} to your accounts`
      }
      lead="What the studio holds at your accounts, as its register knows it, with the last proof of each."
    >
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
      <Section title="What was signed" id="papers">
        <RoomPapers engagements={engagements} />
      </Section>
    </Page>
  );
}
