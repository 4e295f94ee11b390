import type { Tx } from "@/lib/db";
import type { Job } from "@/lib/jobs";
import { notify, quoted } from "@/lib/notify";
import { listDeciders } from "@/lib/requests/list-deciders";
import { canDecide, type ItemPeople } from "@/lib/requests/rules/who-may";
import { dayInWords, NOBODY_DECIDES, requestName } from "@/lib/requests/rules/words";

/**
 * Tells those who may decide at least one item of a request that it waits for them, whoever decides in somebody's place
 * with them. Where nobody may decide one of its items it stays closed, and the owners are told at once. Put the jobs
 * into the command's own.
 */
export async function tellDeciders(
  tx: Tx,
  request: {
    id: string;
    number: number;
    /** "Hannah Stone asks that …" */
    sentence: string;
    reason: string;
    expiresAt: Date;
    items: readonly ItemPeople[];
  },
): Promise<Job[]> {
  const able = await listDeciders(tx);
  const decides = (decider: (typeof able)[number], item: ItemPeople) => canDecide(decider, item) === true;
  const deciders = able.filter((decider) => request.items.some((item) => decides(decider, item)));
  const closed = request.items.some((item) => !able.some((decider) => decides(decider, item)));
  const above = request.items.some((item) => item.aboveSmallest)
    ? " It asks for more than the smallest role."
    : "";
  return notify(tx, [
    {
      personId: deciders.map(({ personId }) => personId),
      kind: "request.to-decide",
      cause: `request ${request.id} to decide`,
      subject: `${requestName(request.number)}: ${request.sentence}`,
      text: `The reason: ${quoted(request.reason)}${above} Decide it until ${dayInWords(request.expiresAt)}; then it closes by itself, undecided.`,
      href: `/requests/${request.id}`,
    },
    ...(closed
      ? [
          {
            personId: able.filter(({ roles }) => roles.includes("owner")).map(({ personId }) => personId),
            kind: "request.escalated" as const,
            cause: `request ${request.id} has nobody to decide it`,
            subject: `Nobody can decide ${requestName(request.number)}: ${request.sentence}`,
            text: NOBODY_DECIDES,
            href: `/requests/${request.id}` as const,
          },
        ]
      : []),
  ]);
}
