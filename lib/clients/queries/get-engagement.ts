import { type Actor, may, requirePermission } from "@/lib/auth/actor";
import { type Commitments, effectiveCommitments, STUDIO_COMMITMENTS } from "@/lib/clients/rules/commitments";
import { agreedOnData, type DataAgreed } from "@/lib/clients/rules/data-at-end";
import { whyNotEnded } from "@/lib/clients/rules/why-not-ended";
import { readRunningOfEngagement } from "@/lib/clients/running";
import { db } from "@/lib/db";
import { isId } from "@/lib/input";

export type EngagementDetail = {
  id: string;
  name: string;
  client: { id: string; name: string };
  startsOn: Date;
  endsOn: Date | null;
  agreementRef: string | null;
  agreementSignedOn: Date | null;
  dpaRef: string | null;
  dpaSignedOn: Date | null;
  endedAt: Date | null;
  /** As its own papers say. */
  own: Commitments;
  /** What counts: the strictest of the studio's default and its own. */
  effective: Commitments;
  /** What becomes of the client's data at the end: as its DPA says, and what counts. */
  ownData: { dataAtEnd: DataAgreed["dataAtEnd"] | null; dataAtEndDays: number | null };
  dataAgreed: DataAgreed;
  members: { id: string; role: string; since: Date; person: { id: string; name: string } }[];
  formerMembers: { id: string; role: string; endedAt: Date; person: { id: string; name: string } }[];
  /** The contacts who can approve in the client's room, and those who are invited to it. */
  approvers: { answers: string[]; invited: string[] };
  keys: number;
  /** Why it cannot be ended yet, or null. */
  whyNotEnded: string | null;
  can: { write: boolean };
};

/** One engagement with its commitments and who works on it; null when there is none. */
export async function getEngagement(actor: Actor, id: string): Promise<EngagementDetail | null> {
  requirePermission(actor, "clients.read");
  if (!isId(id)) return null;
  const [row, running] = await Promise.all([
    db.engagement.findUnique({
      where: { id },
      include: {
        client: {
          select: {
            id: true,
            name: true,
            contacts: {
              where: { endedAt: null },
              orderBy: { name: "asc" },
              select: {
                name: true,
                account: { select: { disabledAt: true } },
                links: {
                  where: {
                    kind: "invite",
                    consumedAt: null,
                    withdrawnAt: null,
                    expiresAt: { gt: new Date() },
                  },
                  select: { id: true },
                },
              },
            },
          },
        },
        memberships: {
          orderBy: { since: "asc" },
          select: {
            id: true,
            role: true,
            since: true,
            endedAt: true,
            person: { select: { id: true, name: true } },
          },
        },
      },
    }),
    readRunningOfEngagement(db, id),
  ]);
  if (!row) return null;
  const own: Commitments = {
    notificationHours: row.notificationHours,
    reviewIntervalDays: row.reviewIntervalDays,
    longestGrantDays: row.longestGrantDays,
    clientMfaRequired: row.clientMfaRequired,
    compliantDeviceRequired: row.compliantDeviceRequired,
    clientApprovesGrants: row.clientApprovesGrants,
    subprocessorCategories: row.subprocessorCategories,
  };
  const { contacts, ...client } = row.client;
  const { name, startsOn, endsOn, agreementRef, agreementSignedOn, dpaRef, dpaSignedOn, endedAt } = row;
  return {
    id,
    ...{ client, name, startsOn, endsOn, agreementRef, agreementSignedOn, dpaRef, dpaSignedOn, endedAt },
    own,
    effective: effectiveCommitments(STUDIO_COMMITMENTS, own),
    ownData: { dataAtEnd: row.dataAtEnd, dataAtEndDays: row.dataAtEndDays },
    dataAgreed: agreedOnData([row]),
    members: row.memberships.filter((seat) => seat.endedAt === null).map(({ endedAt: _, ...seat }) => seat),
    formerMembers: row.memberships.flatMap(({ since, endedAt: left, ...seat }) =>
      left ? [{ ...seat, endedAt: left }] : [],
    ),
    approvers: {
      answers: contacts.filter(({ account }) => account && !account.disabledAt).map((each) => each.name),
      invited: contacts.filter(({ account, links }) => !account && links.length > 0).map((each) => each.name),
    },
    keys: running.keys ?? 0,
    whyNotEnded: whyNotEnded(name, running),
    can: { write: endedAt === null && may(actor, "clients.write") },
  };
}
