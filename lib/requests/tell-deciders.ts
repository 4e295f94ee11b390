import { listPeopleWhoMay } from "@/lib/accounts/people-who-may";
import type { Tx } from "@/lib/db";
import type { Job } from "@/lib/jobs";
import { notify } from "@/lib/notify";
import { canDecide, type ItemPeople } from "@/lib/requests/rules/who-may";
import { dayInWords, requestName } from "@/lib/requests/rules/words";

/**
 * Tells those who may decide at least one item of a request that it waits for them. Put the jobs into the command's
 * own.
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
  const able = await listPeopleWhoMay(tx, "requests.decide");
  const deciders = able.filter(({ personId, roles }) =>
    request.items.some((item) => canDecide({ kind: "person", personId, roles }, item) === true),
  );
  const above = request.items.some((item) => item.aboveSmallest)
    ? " It asks for more than the smallest role."
    : "";
  return notify(tx, [
    {
      personId: deciders.map(({ personId }) => personId),
      kind: "request.to-decide",
      cause: `request ${request.id} to decide`,
      subject: `${requestName(request.number)}: ${request.sentence}`,
      text: `The reason: “${request.reason}”.${above} Decide it until ${dayInWords(request.expiresAt)}; then it closes by itself, undecided.`,
      href: `/requests/${request.id}`,
    },
  ]);
}
