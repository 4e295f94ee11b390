import { IssuerButtons } from "@/components/sign-in/issuer-buttons";
import { issuerProblem } from "@/components/sign-in/issuer-words";
import type { Params } from "@/components/ui/href";
import { openProviders } from "@/lib/accounts/providers";
import { systemActor } from "@/lib/auth/actor";

/** The buttons of the company sign-in, and what the last try with one came to. */
export async function CompanySignIn({ params, to }: { params: Params; to: string }) {
  const providers = await openProviders(systemActor("sign-in"));
  const at = providers.find(({ id }) => id === params.at);
  const end = typeof params.issuer === "string" ? params.issuer : undefined;
  return <IssuerButtons providers={providers} to={to} came={issuerProblem(end, at?.name)} />;
}
