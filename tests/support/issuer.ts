import { createHmac, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import Provider from "oidc-provider";

type Claims = Record<string, unknown>;

/** A real issuer of OpenID Connect on this machine, with a sign-in page of its own. */
export type Issuer = {
  url: string;
  clientId: string;
  clientSecret: string;
  /** The redirect addresses that it knows. */
  redirects: Set<string>;
  /** How its next sign-in is made, as it would say so itself. */
  signsInWith: { amr?: string[]; acr?: string };
  /** What is false about its identity tokens. */
  forge: Forgery | null;
  /** Whether it hangs up when a code is to be exchanged for tokens. */
  hangsUp: boolean;
  /** The path at which it answers with bytes that do not end, and how many of them it got rid of. */
  floods: string | null;
  flooded: () => number;
  /** How many codes were exchanged for tokens. */
  exchanges: () => number;
  /** Stops answering, and answers again at the same address. */
  stop: () => Promise<void>;
  start: () => Promise<void>;
};

/** Other claims (undefined takes one away), and a signature that is not the issuer's. */
export type Forgery = {
  claims?: Claims;
  algorithm?: string;
  key?: KeyObject;
  secret?: string;
  unsigned?: boolean;
};

/** Starts one on a free port. `label` names its sign-in page. */
export async function startIssuer(label = "Test issuer"): Promise<Issuer> {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const server = createServer((request, response) => void answer(request, response));
  const port = await new Promise<number>((done) => {
    server.listen(0, () => {
      const address = server.address();
      done(address && typeof address === "object" ? address.port : 0);
    });
  });
  const url = `http://localhost:${port}`;
  let exchanges = 0;
  let flooded = 0;
  const issuer: Issuer = {
    url,
    clientId: "keyholder",
    clientSecret: "a client secret of the tests, long enough",
    redirects: new Set(),
    signsInWith: {},
    forge: null,
    hangsUp: false,
    floods: null,
    flooded: () => flooded,
    exchanges: () => exchanges,
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
    start: () => new Promise((done) => server.listen(port, () => done())),
  };

  const provider = new Provider(url, {
    clients: [
      {
        client_id: issuer.clientId,
        client_secret: issuer.clientSecret,
        redirect_uris: [`${url}/nowhere`],
        token_endpoint_auth_method: "client_secret_basic",
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), kid: "tests", alg: "RS256", use: "sig" }] },
    cookies: { keys: ["the issuer of the tests"] },
    claims: { openid: ["sub", "amr"], profile: ["preferred_username"], email: ["email"] },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    acrValues: ["urn:tests:two-factors"],
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_, sub) => ({
      accountId: sub,
      claims: () => ({ sub, preferred_username: sub, email: `${sub}@issuer.example` }),
    }),
    // Consent is given at once: what is tested is the sign-in.
    async loadExistingGrant({ oidc }) {
      const { session, client } = oidc;
      if (!session?.accountId || !client) return undefined;
      const grant = new oidc.provider.Grant({ accountId: session.accountId, clientId: client.clientId });
      grant.addOIDCScope("openid profile email");
      await grant.save();
      return grant;
    },
    renderError: (context) => {
      context.type = "text/plain";
      context.body = "The issuer refuses this.";
    },
  });
  provider.Client.prototype.redirectUriAllowed = (address: string) => issuer.redirects.has(address);
  provider.use(async (context, next) => {
    await next();
    const body = context.body;
    if (context.path !== "/token" || !isTokens(body)) return;
    exchanges += 1;
    if (issuer.forge) context.body = { ...body, id_token: forged(body.id_token, issuer.forge, privateKey) };
  });
  const callback = provider.callback();

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (issuer.hangsUp && request.url?.startsWith("/token")) return void request.socket.destroy();
    if (issuer.floods && request.url?.startsWith(issuer.floods)) {
      flooded = 0;
      return flood(response, (bytes) => {
        flooded += bytes;
      });
    }
    if (!request.url?.startsWith("/interaction/")) return callback(request, response);
    if (request.method === "GET") return showForm(label, request.url, response);
    const form = new URLSearchParams(await bodyOf(request));
    const accountId = form.get("account") ?? "";
    const result = form.has("cancel")
      ? { error: "access_denied", error_description: "<b>The person</b> went back" }
      : { login: { accountId, remember: false, ...issuer.signsInWith } };
    await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
  }

  return issuer;
}

/** Sends until the other side hangs up. */
function flood(response: ServerResponse, sent: (bytes: number) => void): void {
  const part = Buffer.alloc(64 * 1024, " ");
  const more = (): void => {
    if (response.destroyed) return;
    sent(part.length);
    response.write(part, (error) => (error ? undefined : more()));
  };
  more();
}

/** A form and no words: the browser of the tests has no fonts of its own, and ends at the first letter. */
function showForm(label: string, action: string, response: ServerResponse): void {
  response.setHeader("Content-Type", "text/html; charset=utf-8");
  response.end(`<!doctype html><html lang="en"><title>${label}</title><form method="post" action="${action}">
    <input type="hidden" name="account"><input type="hidden" name="cancel" disabled></form></html>`);
}

/** The same token, changed and signed anew. */
function forged(token: string, { claims, algorithm, ...signature }: Forgery, own: KeyObject): string {
  const [head = "", body = ""] = token.split(".");
  const header = { ...read(head), ...(algorithm ? { alg: algorithm } : {}) };
  const signed = `${written(header)}.${written({ ...read(body), ...claims })}`;
  return `${signed}.${signatureOf(signed, { key: own, ...signature })}`;
}

function signatureOf(signed: string, { unsigned, secret, key }: Forgery): string {
  if (unsigned || !key) return "";
  if (secret) return createHmac("sha256", secret).update(signed).digest("base64url");
  return sign("sha256", Buffer.from(signed), key).toString("base64url");
}

const read = (part: string): Claims => JSON.parse(Buffer.from(part, "base64url").toString("utf8"));

const written = (part: Claims): string => Buffer.from(JSON.stringify(part)).toString("base64url");

const isTokens = (body: unknown): body is { id_token: string } =>
  typeof body === "object" && body !== null && "id_token" in body && typeof body.id_token === "string";

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString("utf8");
}
