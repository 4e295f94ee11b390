import { AddApp } from "@/components/me/add-app";
import { AddPasskey } from "@/components/me/add-passkey";
import { LinkIssuer } from "@/components/me/link-issuer";
import { issuerProblem } from "@/components/sign-in/issuer-words";
import { Problem } from "@/components/sign-in/problem";
import { Callout } from "@/components/ui/callout";
import type { Params } from "@/components/ui/href";
import { Section } from "@/components/ui/page";
import type { OwnFactors } from "@/lib/accounts/own-queries";

type Ways = OwnFactors["policy"]["ways"];

/** How the company's own sign-in becomes a way in: it is linked once, and gets what is to follow it. */
export function CompanyWay({
  title,
  ways,
  linked,
  believed,
  linkable,
  hasApp,
  params,
}: {
  title: string;
  /** The policy's own ways; what follows a company sign-in is offered where no password offers it too. */
  ways: Ways;
  linked: string[];
  /** An owner believes the second factor of one of them. */
  believed: boolean;
  linkable: { id: string; name: string }[];
  hasApp: boolean;
  params: Params;
}) {
  const end = typeof params.issuer === "string" ? params.issuer : undefined;
  const problem = issuerProblem(end, linkable.find(({ id }) => id === params.at)?.name);
  const none = linked.length + linkable.length === 0;
  const withPassword = ways.some((way) => way.startsWith("password"));
  return (
    <Section title={title} lead={none ? undefined : lead(ways)}>
      <div className="flex flex-col items-start gap-3">
        {problem ? <Problem>{problem}</Problem> : null}
        {linked.length > 0 ? (
          <p role="status">{`${linked.join(" and ")} is linked to your account. You were told by mail when that was done.`}</p>
        ) : null}
        {linked.length > 0 && !believed && ways.includes("federated_mfa") ? (
          <Callout>{notBelieved(linked, ways)}</Callout>
        ) : null}
        {linkable.map((provider) => (
          <LinkIssuer key={provider.id} provider={provider} />
        ))}
        {none ? (
          <Callout>
            No company sign-in is set up, so nobody gets in like this yet. Ask an owner of Keyholder to set
            one up, or to let another way count for your role.
          </Callout>
        ) : null}
        {withPassword || linked.length === 0 ? null : (
          <div className="flex flex-wrap gap-2">
            {ways.includes("federated_totp") ? <AddApp replaces={hasApp} /> : null}
            {ways.includes("federated_key") && !ways.includes("passkey") ? (
              <AddPasskey kind="security_key" suggestion="Security key" tone="plain" />
            ) : null}
          </div>
        )}
      </div>
    </Section>
  );
}

/** Whose second factor does not count yet, and who changes that. */
function notBelieved(linked: readonly string[], ways: Ways): string {
  const owner = `Keyholder does not take the second factor of ${linked.join(" and ")}, because no owner has said that they believe it. Ask an owner to do so on their page Sign-in policy`;
  return ways.length > 1
    ? `${owner}, or set up another way that counts for your role.`
    : `${owner}, or to let another way count for your role.`;
}

/** What one does there, as far as the policy takes it. */
function lead(ways: Ways): string {
  const after = [
    ways.includes("federated_key") ? "a passkey or security key" : null,
    ways.includes("federated_totp") ? "an authenticator app" : null,
  ].filter((each) => each !== null);
  const own = ways.includes("federated_mfa");
  const how = [
    after.length > 0 ? `then with ${after.join(" or ")}` : null,
    own ? `${after.length > 0 ? "or " : ""}with the second factor that your company asks for` : null,
  ].filter((each) => each !== null);
  return `Sign in where your company does, ${how.join(", ")}. Link it here once, so that Keyholder knows you there.`;
}
