import { get as getClear, type IncomingMessage } from "node:http";
import { get as getSecure } from "node:https";
import { z } from "zod";
import { checkedLookup, isIssuerUrl } from "@/lib/auth/issuer-address";
import { issuerAgent } from "@/lib/auth/issuer-agent";
import { unavailable } from "@/lib/errors";

/** An issuer's document is read anew after a minute. */
const KEPT_MS = 60_000;

/** What signs an identity token, the usual one first. Neither "none" nor what is keyed with the client's secret. */
const ALGORITHMS = ["RS256", "PS256", "ES256"] as const;

const AUTH_METHODS = ["client_secret_basic", "client_secret_post"] as const;

const address = z.string().max(2000).refine(isIssuerUrl);
const names = z.array(z.string());
const documentOf = z.object({
  issuer: z.string().max(500),
  authorization_endpoint: address,
  token_endpoint: address,
  jwks_uri: address,
  response_types_supported: names.default(["code"]),
  id_token_signing_alg_values_supported: names.default(["RS256"]),
  // What it is when an issuer does not say (OpenID Connect Discovery 1.0, section 3).
  token_endpoint_auth_methods_supported: names.default(["client_secret_basic"]),
});

/** What an issuer says of itself, checked; all that is used of it. */
export type Discovered = {
  issuer: string;
  authorizationEndpoint: string;
  tokenEndpoint: string;
  jwksUri: string;
  /** The one algorithm that its identity tokens are taken with. */
  algorithm: (typeof ALGORITHMS)[number];
  authMethod: (typeof AUTH_METHODS)[number];
};

/**
 * Reads an issuer's discovery document from the issuer itself: no redirects, five seconds, 64 KB. Raises unavailable
 * with a sentence when there is no answer, or one that cannot be used; nothing of an answer is ever shown.
 */
export async function discover(issuer: string): Promise<Discovered> {
  const text = await read(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`);
  const parsed = documentOf.safeParse(jsonOf(text));
  if (!parsed.success) {
    throw unavailable(
      "What this issuer says of itself cannot be used: an address is missing or is not https.",
    );
  }
  const found = parsed.data;
  if (found.issuer.replace(/\/$/, "") !== issuer.replace(/\/$/, "")) {
    throw unavailable(
      "This address answers for another issuer. Take the issuer’s address exactly as it names itself.",
    );
  }
  const algorithm = ALGORITHMS.find((name) => found.id_token_signing_alg_values_supported.includes(name));
  const authMethod = AUTH_METHODS.find((name) => found.token_endpoint_auth_methods_supported.includes(name));
  if (!algorithm || !authMethod || !found.response_types_supported.includes("code")) {
    throw unavailable("This issuer does not offer the kind of sign-in that Keyholder takes.");
  }
  return {
    issuer: found.issuer,
    authorizationEndpoint: found.authorization_endpoint,
    tokenEndpoint: found.token_endpoint,
    jwksUri: found.jwks_uri,
    algorithm,
    authMethod,
  };
}

const kept = new Map<string, { found: Discovered; until: number }>();

/**
 * As `discover`, of an issuer that was added: kept for a minute, so that who presses the button often does not
 * make us call it often. It must name itself exactly as then.
 */
export async function knownIssuer(issuer: string): Promise<Discovered> {
  const known = kept.get(issuer);
  if (known && known.until > Date.now()) return known.found;
  const found = await discover(issuer);
  if (found.issuer !== issuer)
    throw unavailable("This issuer has changed its name. Ask an owner of Keyholder.");
  kept.set(issuer, { found, until: Date.now() + KEPT_MS });
  return found;
}

async function read(url: string): Promise<string> {
  try {
    const response = await open(url);
    if (response.statusCode !== 200) throw new Error(`status ${response.statusCode}`);
    const parts: Buffer[] = [];
    for await (const part of response as AsyncIterable<Buffer>) parts.push(part);
    return Buffer.concat(parts).toString("utf8");
  } catch (error) {
    throw unavailable("This issuer does not answer, or not as an issuer does. Look at its address.", error);
  }
}

function open(url: string): Promise<IncomingMessage> {
  return new Promise((done, failed) => {
    const options = {
      agent: issuerAgent,
      lookup: checkedLookup,
      headers: { accept: "application/json" },
    };
    const get = url.startsWith("https:") ? getSecure : getClear;
    get(url, options, done).on("error", failed);
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
