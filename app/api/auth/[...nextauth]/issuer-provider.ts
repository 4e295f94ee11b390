import type { OAuthConfig } from "next-auth/providers/oauth";
import { askedOfIssuer, nextAuthId } from "@/lib/accounts/issuer-rules";
import type { LiveProvider } from "@/lib/accounts/providers";
import type { Discovered } from "@/lib/auth/discovery";
import { checkedLookup } from "@/lib/auth/issuer-address";
import { ISSUER_TIMEOUT_MS, issuerAgent } from "@/lib/auth/issuer-agent";

export type IssuerProvider = OAuthConfig<{ sub: string }>;

/**
 * An issuer as next-auth knows one, made for one request. Its addresses come from the document that we have read and
 * checked, not from next-auth's own reading. One algorithm for its tokens; PKCE, state and nonce; every call to it
 * goes to an address that was checked, waits five seconds and reads 64 KB.
 */
export function issuerProvider(provider: LiveProvider, found: Discovered): IssuerProvider {
  return {
    id: nextAuthId(provider.id),
    name: provider.name,
    type: "oauth",
    issuer: found.issuer,
    authorization: { url: found.authorizationEndpoint, params: askedOfIssuer(provider) },
    token: { url: found.tokenEndpoint },
    jwks_endpoint: found.jwksUri,
    clientId: provider.clientId,
    clientSecret: provider.clientSecret,
    idToken: true,
    checks: ["pkce", "state", "nonce"],
    client: {
      id_token_signed_response_alg: found.algorithm,
      token_endpoint_auth_method: found.authMethod,
    },
    httpOptions: { agent: issuerAgent, timeout: ISSUER_TIMEOUT_MS, lookup: checkedLookup },
    profile: ({ sub }) => ({ id: sub }),
  };
}
