import { listPeopleWhoMay } from "@/lib/accounts/people-who-may";
import type { Tx } from "@/lib/db";
import type { Job } from "@/lib/jobs";
import { firstLines, type Notice, notify } from "@/lib/notify";
import type { Kept } from "@/lib/sources/hold-departures";

/**
 * Tells HR, the security leads and the owners of what is held. An alarm goes once for a source until everything of it
 * is decided, for a system that loses its mind says hundreds of things; what cannot be started is told one by one.
 */
export async function alarmOfHeld(
  tx: Tx,
  source: { id: string; name: string },
  held: readonly Kept[],
): Promise<Job[]> {
  const changed = held.filter((each) => each.changed);
  if (changed.length === 0) return [];
  const personId = (await listPeopleWhoMay(tx, "departures.release")).map((each) => each.personId);
  const tooMany = changed.filter((each) => each.because === "too_many");
  const notices: Notice[] = changed
    .filter((each) => each.because === "cannot_start")
    .map((each) => ({
      personId: personId.filter((reader) => reader !== each.personId),
      kind: "departure.held",
      cause: `held departure ${each.heldId}`,
      subject: `${source.name} reports that ${each.name} leaves, and it could not be started`,
      text: `${each.sentence} It waits until somebody has looked at it.`,
      href: "/departures/held",
    }));
  if (tooMany.length > 0) {
    const oldest = await tx.departureReport.findFirst({
      where: { sourceId: source.id, heldBecause: "too_many", decidedAt: null },
      orderBy: { id: "asc" },
      select: { id: true },
    });
    notices.push({
      personId,
      kind: "departure.held",
      cause: `held departures since ${oldest?.id}`,
      subject: `ALARM: ${source.name} reports more departures at once than is believable`,
      text: [
        "Nothing was started: they are held, and so is what it reports further, until somebody has decided. Ask whether they really leave; release those who do, and drop the others.",
        ...firstLines(tooMany.map((each) => `– ${each.name}`)),
      ].join("\n"),
      href: "/departures/held",
    });
  }
  return notify(tx, notices);
}
