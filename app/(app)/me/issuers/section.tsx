import { IdentityList } from "@/components/me/identity-list";
import { LinkIssuer } from "@/components/me/link-issuer";
import { issuerProblem } from "@/components/sign-in/issuer-words";
import { Problem } from "@/components/sign-in/problem";
import type { Params } from "@/components/ui/href";
import { Section } from "@/components/ui/page";
import { listLinkable, listOwnIdentities } from "@/lib/accounts/provider-queries";
import type { Actor } from "@/lib/auth/actor";
import { unlinkIdentityAction } from "./actions";

/** The company sign-ins of one's own account. Nothing, where no issuer is set up and none is linked. */
export async function CompanySignInSection({ actor, params }: { actor: Actor; params: Params }) {
  const [identities, linkable] = await Promise.all([listOwnIdentities(actor), listLinkable(actor)]);
  if (identities.length === 0 && linkable.length === 0) return null;
  const end = typeof params.issuer === "string" ? params.issuer : undefined;
  const problem = issuerProblem(end, linkable.find(({ id }) => id === params.at)?.name);
  return (
    <Section
      title="Company sign-in"
      id="company-sign-in"
      lead="Sign in where your company does, then with a second factor of Keyholder’s, unless an owner believes the company’s own."
    >
      <div className="flex flex-col items-start gap-3">
        {problem ? <Problem>{problem}</Problem> : null}
        {end === "linked" ? <p role="status">It is linked. You were told by mail, too.</p> : null}
        {identities.length > 0 ? (
          <IdentityList identities={identities} unlink={unlinkIdentityAction} />
        ) : null}
        {linkable.map((provider) => (
          <LinkIssuer key={provider.id} provider={provider} />
        ))}
      </div>
    </Section>
  );
}
