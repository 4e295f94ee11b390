import { firstLines } from "@/lib/notify";
import { listed, requestName } from "@/lib/requests/rules/words";

/** An item as it was decided just now. */
export type DecidedItem = {
  id: string;
  requestId: string;
  number: number;
  requesterId: string;
  personId: string;
  holderName: string;
  assetName: string;
  clientName: string;
  outcome: "approved" | "lowered" | "rejected";
  /** "Standard, until 31 December 2026": what they get. */
  gives: string | null;
};

/** What one person is told of the decision on one request. */
export type DecisionNotice = {
  personId: string;
  requestId: string;
  /** The same however often it is worked out: an item is decided once. */
  cause: string;
  subject: string;
  text: string;
};

const words = { approved: "approved", lowered: "given less", rejected: "rejected" } as const;

/**
 * What the requesters and the holders are told: of each request one notice for each person, the requester's of all
 * its items, a holder's of their own.
 */
export function decisionNotices(items: readonly DecidedItem[], reason: string | null): DecisionNotice[] {
  return [...Map.groupBy(items, (item) => item.requestId).values()].flatMap((ofRequest) => {
    const people = new Set(ofRequest.flatMap((item) => [item.requesterId, item.personId]));
    return [...people].map((personId) =>
      noticeFor(
        personId,
        ofRequest.filter((item) => item.requesterId === personId || item.personId === personId),
        reason,
      ),
    );
  });
}

function noticeFor(personId: string, items: readonly DecidedItem[], reason: string | null): DecisionNotice {
  const first = items.reduce((least, item) => (item.id < least.id ? item : least));
  const lines = items.map(
    ({ holderName, assetName, outcome, gives }) =>
      `${holderName} on ${assetName}: ${words[outcome]}${gives ? `, ${gives}` : ""}.`,
  );
  return {
    personId,
    requestId: first.requestId,
    cause: `request item ${first.id} decided`,
    subject: `${requestName(first.number)} for ${first.clientName}: ${countedOutcomes(items)}`,
    text: [...firstLines(lines), ...(reason ? [`The reason given: “${reason}”`] : [])].join("\n"),
  };
}

/** "approved", or "2 approved and 1 rejected". */
function countedOutcomes(items: readonly DecidedItem[]): string {
  const groups = [...Map.groupBy(items, (item) => item.outcome)];
  const [only] = groups;
  if (groups.length === 1 && only) return words[only[0]];
  return listed(groups.map(([outcome, of]) => `${of.length} ${words[outcome]}`));
}
