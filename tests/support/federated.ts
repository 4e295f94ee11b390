import { addProvider } from "@/lib/accounts/add-provider";
import { beginLinking } from "@/lib/accounts/begin-linking";
import { linkIdentity } from "@/lib/accounts/link-identity";
import { getNextProvider } from "@/lib/accounts/provider-queries";
import type { Actor } from "@/lib/auth/actor";
import type { Issuer } from "./issuer";
import { confirmed } from "./proof";

type Believed = { believedAmr?: string; believedAcr?: string };

/** Sets an issuer of the tests up, as an owner does on the page of issuers; gives its id. */
export async function setUpIssuer(
  owner: Actor,
  issuer: Issuer,
  name: string,
  believed: Believed = {},
): Promise<string> {
  const next = await getNextProvider(owner);
  issuer.redirects.add(next.redirectAddress);
  const { clientId, clientSecret, url } = issuer;
  const input = { providerId: next.id, name, issuer: url, clientId, clientSecret, ...believed };
  return (await confirmed(addProvider, owner, input)).providerId;
}

/** Links a subject to somebody's account, as if they had just come back from the issuer. */
export async function linkSubject(
  actor: Actor,
  { url }: Pick<Issuer, "url">,
  providerId: string,
  subject: string,
): Promise<string> {
  const { token } = await confirmed(beginLinking, actor, { providerId });
  const said = { providerId, issuer: url, subject, label: `${subject}@issuer.example` };
  return (await linkIdentity(actor, { intent: token, ...said })).identityId;
}
