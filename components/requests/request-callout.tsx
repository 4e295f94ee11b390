import { Callout } from "@/components/ui/callout";
import type { ItemRow, RequestDetail } from "@/lib/requests/queries/get-request";

/** The sentences that the decision hangs on: what the smallest is, what was asked beyond it, and why. */
export function RequestCallout({ request }: { request: RequestDetail }) {
  const sentences = sentencesOf(request.items);
  return (
    <Callout>
      <ul className="flex flex-col gap-1.5">
        {sentences.map((each) => (
          <li key={each.key}>
            {sentences.length > 1 ? <span className="text-second">{each.accounts}: </span> : null}
            {each.explanation}
            {each.above ? (
              <>
                {" "}
                {request.requester.name} asked for <strong>{each.asked}</strong>. {each.comparison} The
                reason: “{each.reason}”.
              </>
            ) : null}
          </li>
        ))}
      </ul>
    </Callout>
  );
}

/** The same sentence about several accounts is said once. */
function sentencesOf(items: readonly ItemRow[]) {
  const same = Map.groupBy(items, (item) =>
    [item.explanation, item.above, item.asked.name, item.aboveReason].join(" "),
  );
  return [...same].flatMap(([key, of]) => {
    const [first] = of;
    if (!first) return [];
    const accounts = [...new Set(of.map((item) => item.asset.name))].join(", ");
    const { explanation, above, asked, comparison, aboveReason: reason } = first;
    return [{ key, accounts, explanation, above, asked: asked.name, comparison, reason }];
  });
}
