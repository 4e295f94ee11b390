import type { ItemRow } from "@/lib/requests/queries/get-request";
import { Fold } from "../ui/fold";
import { Link } from "../ui/link";

/**
 * Why who decides: the rule of the access policy, its version, and the facts that led to it; the same answer for
 * several said once. Whoever may read the policy is led to it.
 */
export function PolicyAnswers({ items, readsPolicy }: { items: readonly ItemRow[]; readsPolicy: boolean }) {
  return (
    <ul className="flex flex-col">
      {answersOf(items).map(({ key, policy, about }) => (
        <li key={key} className="flex flex-col border-b border-rule py-2">
          {about ? <p className="text-second">{about}</p> : null}
          <p>
            <strong>{sentence(policy.outcomeText)}</strong> by rule {policy.rule}, “{policy.name}”, of{" "}
            {readsPolicy ? (
              <Link href={`/settings/access-policy?version=${policy.version}`} className="underline">
                version {policy.version}
              </Link>
            ) : (
              `version ${policy.version}`
            )}
            {policy.because.length > 0
              ? `, because ${policy.because.join(", and ")}`
              : ", as no rule before it fits"}
            .
          </p>
          {policy.raised ? <p className="text-second">{policy.raised}</p> : null}
          <Fold summary={<span className="text-second">What was known when it was asked</span>}>
            <ul className="list-disc pl-4 text-second">
              {policy.facts.map((fact) => (
                <li key={fact}>{fact}</li>
              ))}
            </ul>
          </Fold>
        </li>
      ))}
    </ul>
  );
}

const sentence = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

function answersOf(items: readonly ItemRow[]) {
  const asked = items.flatMap((item) => (item.policy ? [{ item, policy: item.policy }] : []));
  const same = Map.groupBy(asked, ({ policy }) => JSON.stringify(policy));
  return [...same].flatMap(([key, of]) => {
    const [first] = of;
    if (!first) return [];
    const names = of.map(({ item }) => `${item.person.name} on ${item.asset.name}`);
    return [{ key, policy: first.policy, about: same.size > 1 ? names.join(", ") : null }];
  });
}
