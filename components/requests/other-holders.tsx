import { Ladder } from "@/components/ui/ladder";
import { Time } from "@/components/ui/time";
import type { RequestDetail } from "@/lib/requests/queries/get-request";

/** Who else has a key to the accounts: the gravest first, the rest as a number. */
export function OtherHolders({ others }: { others: NonNullable<RequestDetail["others"]> }) {
  const rest = others.total - others.holders.length;
  if (others.total === 0) return <p className="text-second">Nobody else.</p>;
  return (
    <ul>
      {others.holders.map((holder) => (
        <li key={holder.grantId} className="grid grid-cols-[4rem_minmax(0,1fr)] border-b border-rule py-2">
          {holder.rung ? (
            <Ladder
              filled={holder.rung.filled}
              of={holder.rung.of}
              name={holder.rung.name}
              tone={holder.rung.administrator ? "administrator" : "ink"}
              bare
            />
          ) : (
            <span />
          )}
          <div className="min-w-0">
            {holder.name}
            <p className="text-sm text-third">
              {holder.rung?.name} on {holder.assetName}
              {holder.provedAt ? (
                <>
                  , {holder.proof} <Time value={holder.provedAt} as="short" />
                </>
              ) : (
                ", never proved"
              )}
            </p>
          </div>
        </li>
      ))}
      {rest > 0 ? (
        <li className="border-b border-rule py-2 pl-16">{rest === 1 ? "1 other" : `${rest} others`}</li>
      ) : null}
    </ul>
  );
}
