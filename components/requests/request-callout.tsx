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
            <Explanation text={each.explanation} role={each.smallest} />
            {each.above ? (
              <>
                {" "}
                {request.requester.name} asked for <strong>{each.asked}</strong>. {each.comparison} The
                reason: “{each.reason}”
              </>
            ) : null}
          </li>
        ))}
      </ul>
    </Callout>
  );
}

/** The explanation, with the name of the role at its beginning set in bold. */
function Explanation({ text, role }: { text: string; role: string | undefined }) {
  if (!role || !text.startsWith(role)) return text;
  return (
    <>
      <strong>{role}</strong>
      {text.slice(role.length)}
    </>
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
    return [
      {
        key,
        accounts,
        smallest: first.smallest?.name,
        explanation,
        above,
        asked: asked.name,
        // The explanation may have said it: "; Admin would add user management".
        comparison: explanation.includes(`; ${asked.name} would add `) ? null : comparison,
        reason,
      },
    ];
  });
}
