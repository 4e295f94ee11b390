import { AccountId } from "@/components/ui/account-id";
import { DefinitionList } from "@/components/ui/definition-list";
import { Ladder } from "@/components/ui/ladder";
import { Link } from "@/components/ui/link";
import { Time } from "@/components/ui/time";
import type { GrantDetail } from "@/lib/register/queries/get-grant";
import { ClientLink } from "./grant-table";
import { LastProof } from "./last-proof";
import { ladderTone, riskWords } from "./words";

const causes = {
  emergency: "an emergency",
  request: "an approved request",
  import: "an import",
  recorded: "recorded by hand",
  correction: "given differently than approved",
  role_change: "a change of role",
};

/** What a grant is: who, where, which role, why, from when until when, and how it is known. */
export function GrantFacts({ grant }: { grant: GrantDetail }) {
  const { holder, asset, platform } = grant;
  return (
    <DefinitionList
      items={[
        {
          term: "Holder",
          value:
            holder.kind === "person" ? (
              <Link href={`/people/${holder.id}`}>{holder.name}</Link>
            ) : (
              `${holder.name} (${holder.kind === "robot" ? "robot" : "shared login"})`
            ),
        },
        { term: "Identity", value: holder.identity },
        { term: "Account", value: <Link href={`/assets/${asset.id}`}>{asset.name}</Link> },
        { term: "Platform", value: platform.name },
        { term: "Account id", value: <AccountId id={asset.accountId} full /> },
        { term: "Client", value: <ClientLink asset={asset} /> },
        {
          term: "Role",
          value: (
            <Ladder
              filled={grant.role.step}
              of={grant.role.of}
              name={grant.role.name}
              tone={ladderTone(grant.risk)}
              sub={`risk: ${riskWords[grant.risk]}`}
            />
          ),
        },
        { term: "Purpose", value: grant.purpose },
        { term: "Engagement", value: grant.engagement?.name },
        { term: "Came by", value: causes[grant.cause] },
        { term: "From", value: <Time value={grant.startsAt} /> },
        {
          term: "Until",
          value: grant.endsAt ? <Time value={grant.endsAt} as="datetime" zone /> : "no end is known",
        },
        {
          term: "Last proof",
          value: (
            <>
              <LastProof grant={grant} />
              {grant.proof ? (
                <span className="block text-sm text-third">
                  by {grant.provedBy ?? "Keyholder"}
                  {grant.provedHow ? `: ${grant.provedHow}` : null}
                </span>
              ) : null}
            </>
          ),
        },
      ]}
    />
  );
}
