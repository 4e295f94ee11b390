import { type Actor, sourceActor } from "@/lib/auth/actor";
import type { Tx } from "@/lib/db";
import { mapImport } from "@/lib/imports/map-import";
import { FILES_OF_PEOPLE } from "@/lib/sources/source-of-files";
import { takeFile } from "@/lib/sources/take-file";

const HEADINGS = ["First name", "Last name", "Work e-mail", "Job title", "Last day"];
const FIELDS = ["firstName", "lastName", "email", "title", "endsOn"];

/**
 * Two hours ago the monthly list of people lay in the HR system's folder. Its columns are confirmed, and it waits for HR
 * to look at it: a new colleague, another title, which will propose a move, and a last day.
 */
export async function fillFolder(tx: Tx, actor: Actor, now: Date): Promise<void> {
  const people = await tx.person.findMany({
    where: {
      kind: "employee",
      endedAt: null,
      accessEndsAt: null,
      awaySince: null,
      email: { not: null },
      givenName: { not: null },
      title: { not: null },
      memberships: { some: { endedAt: null } },
      departures: { none: {} },
      moves: { none: {} },
      leavings: { none: {} },
    },
    orderBy: [{ name: "desc" }, { id: "asc" }],
    take: 10,
  });
  const lastDay = new Date(now.getTime() + 40 * 86_400_000).toISOString().slice(0, 10);
  const lines = people.map(({ givenName, familyName, email, title }, place) =>
    [givenName, familyName, email, place === 1 ? `Senior ${title}` : title, place === 4 ? lastDay : ""].join(
      ",",
    ),
  );
  const newcomer = "Ines,Okafor,ines.okafor@clickelement.example,Content Strategist,";
  const content = new TextEncoder().encode(`${[HEADINGS.join(","), ...lines, newcomer].join("\n")}\n`);
  const { runId } = await takeFile.within(tx, sourceActor(FILES_OF_PEOPLE, null), {
    name: "people-of-the-month.csv",
    bytes: content.length,
    modifiedAt: new Date(now.getTime() - 2 * 3_600_000),
    content,
  });
  if (!runId) throw new Error("The demo's list of people can be read.");
  const columns = FIELDS.map((field, column) => ({ column, field }));
  await mapImport.within(tx, actor, { id: runId, columns });
  // As everything that the demo tells, it is told in the app alone.
  await tx.notification.updateMany({
    where: { kind: "file.to-review" },
    data: { mail: "none", routedAt: now },
  });
}
