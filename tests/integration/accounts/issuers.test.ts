import { createServer, type ServerResponse } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addProvider } from "@/lib/accounts/add-provider";
import { editProvider } from "@/lib/accounts/edit-provider";
import { endProvider } from "@/lib/accounts/end-provider";
import { getNextProvider, listProviders } from "@/lib/accounts/provider-queries";
import { liveProvider, openProviders } from "@/lib/accounts/providers";
import { discover, knownIssuer } from "@/lib/auth/discovery";
import { db } from "@/lib/db";
import { door } from "@/tests/support/accounts";
import { setUpIssuer } from "@/tests/support/federated";
import { type Issuer, startIssuer } from "@/tests/support/issuer";
import { refused, twiceAtOnce } from "@/tests/support/outcomes";
import { confirmed, prove } from "@/tests/support/proof";
import { makeWorld, type World } from "@/tests/support/world";

let world: World;
let issuer: Issuer;
beforeAll(async () => {
  world = await makeWorld();
  issuer = await startIssuer();
});
afterAll(() => issuer.stop());

const owner = () => world.people.aoife.actor;

async function asked(changes: Record<string, string> = {}) {
  const { id } = await getNextProvider(owner());
  const { url, clientId, clientSecret } = issuer;
  return { providerId: id, name: "Studio Okta", issuer: url, clientId, clientSecret, ...changes };
}

const addConfirmed = async (changes: Record<string, string>) =>
  confirmed(addProvider, owner(), await asked(changes));

describe("an issuer", () => {
  test("is set up with a fresh proof, its secret encrypted in its own row's context", async () => {
    const input = await asked({ believedAmr: "mfa, hwk", issuer: `${issuer.url}/` });
    expect((await refused(addProvider(owner(), input), "unauthenticated")).stepUp?.does).toMatch(/issuers/);
    const { providerId } = await confirmed(addProvider, owner(), input);
    expect(providerId).toBe(input.providerId);
    const row = await db.identityProvider.findUniqueOrThrow({ where: { id: providerId } });
    // Its own name for itself counts, not how it was typed.
    expect(row).toMatchObject({ issuer: issuer.url, believedAmr: ["mfa", "hwk"], believedAcr: [] });
    expect(Buffer.from(row.clientSecret).toString("latin1")).not.toContain(issuer.clientSecret);
    expect(await liveProvider(door, providerId)).toMatchObject({ clientSecret: issuer.clientSecret });
    expect(await openProviders(door)).toEqual([{ id: providerId, name: "Studio Okta" }]);
    const told = JSON.stringify([
      await listProviders(owner()),
      await db.$queryRaw`SELECT before::text, after::text, reason FROM "AuditEvent" WHERE "objectType" = 'issuer'`,
    ]);
    expect(told).toContain("Studio Okta");
    expect(told).not.toContain(issuer.clientSecret);
    await refused(addConfirmed({}), "conflict", /set up already/);
  });

  test("is not for a security lead to set up, who may only see it", async () => {
    await refused(addProvider(world.people.ingrid.actor, await asked()), "forbidden");
    expect(await listProviders(world.people.ingrid.actor)).toMatchObject([{ name: "Studio Okta" }]);
    await refused(listProviders(world.people.omar.actor), "forbidden");
    await refused(openProviders(owner()), "forbidden");
    await refused(liveProvider(owner(), crypto.randomUUID()), "forbidden");
  });

  test("has the redirect address that was shown before, or is refused", async () => {
    const providerId = crypto.randomUUID();
    await refused(addConfirmed({ providerId }), "conflict", /Load the page again/);
  });

  test.each([
    ["issuer", "http://login.example.com"],
    ["issuer", "https://user:secret@login.example.com"],
    ["issuer", "https://login.example.com/?tenant=1"],
    ["name", " "],
    ["clientId", ""],
    ["clientSecret", "x".repeat(501)],
    ["believedAmr", "1 2 3 4 5 6 7 8 9 10 11"],
  ])("with %s %s is refused", async (field, value) => {
    const error = await refused(addProvider(owner(), await asked({ [field]: value })), "invalid_input");
    expect(Object.keys(error.fields).join()).toContain(field);
  });

  test("that nobody answers for is refused at its field, before a proof is asked for", async () => {
    const error = await refused(
      addProvider(owner(), await asked({ issuer: "http://localhost:1" })),
      "invalid_input",
    );
    expect(error.fields.issuer?.[0]).toMatch(/does not answer/);
  });

  test("is changed; without a new secret the old one stays", async () => {
    const [{ id: providerId } = { id: "" }] = await listProviders(owner());
    const change = { providerId, name: "Okta", clientId: "other", believedAcr: "urn:two" };
    await refused(editProvider(owner(), change), "unauthenticated");
    await confirmed(editProvider, owner(), change);
    expect(await liveProvider(door, providerId)).toMatchObject({
      name: "Okta",
      clientId: "other",
      clientSecret: issuer.clientSecret,
      believedAmr: [],
      believedAcr: ["urn:two"],
    });
    await confirmed(editProvider, owner(), { ...change, clientSecret: "a new one" });
    expect((await liveProvider(door, providerId))?.clientSecret).toBe("a new one");
    await refused(
      confirmed(editProvider, owner(), { ...change, providerId: crypto.randomUUID() }),
      "not_found",
    );
    await refused(confirmed(editProvider, world.people.ingrid.actor, change), "forbidden");
  });

  test("is ended once; then it can be set up again, in another row", async () => {
    const [{ id: providerId } = { id: "" }] = await listProviders(owner());
    const input = { providerId, reason: "We leave it." };
    await refused(endProvider(owner(), input), "unauthenticated");
    await confirmed(endProvider, owner(), input);
    expect(await liveProvider(door, providerId)).toBeNull();
    expect(await openProviders(door)).toEqual([]);
    const events = () => db.auditEvent.count({ where: { action: "accounts.end-provider" } });
    const before = await events();
    await confirmed(endProvider, owner(), input);
    expect(await events()).toBe(before);
    await refused(
      confirmed(editProvider, owner(), { providerId, name: "Okta", clientId: "keyholder" }),
      "conflict",
      /was ended/,
    );
    expect(await setUpIssuer(owner(), issuer, "Okta again")).not.toBe(providerId);
  });

  test("is set up once, however many press at once", async () => {
    const other = await startIssuer();
    const { url, clientId, clientSecret } = other;
    const input = await asked({ issuer: url, clientId, clientSecret });
    await prove(owner(), addProvider, input);
    await prove(owner(), addProvider, input);
    expect(await twiceAtOnce(() => addProvider(owner(), input))).toBe(1);
    expect(await db.identityProvider.count({ where: { issuer: url } })).toBe(1);
    await other.stop();
  });
});

describe("what an issuer says of itself", () => {
  let pretend: (response: ServerResponse) => void = (response) => response.end();
  const server = createServer((_, response) => pretend(response));
  let url = "";
  beforeAll(async () => {
    await new Promise<void>((done) => server.listen(0, done));
    const address = server.address();
    url = `http://localhost:${address && typeof address === "object" ? address.port : 0}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  const good = () => ({
    issuer: url,
    authorization_endpoint: `${url}/auth`,
    token_endpoint: "https://login.example.com/token",
    jwks_uri: "https://login.example.com/keys",
    id_token_signing_alg_values_supported: ["HS256", "RS256"],
    token_endpoint_auth_methods_supported: ["private_key_jwt", "client_secret_post"],
  });
  const says = (document: unknown) => {
    pretend = (response) => response.end(JSON.stringify(document));
  };

  test("is taken when all of it is well", async () => {
    says(good());
    expect(await discover(url)).toEqual({
      issuer: url,
      authorizationEndpoint: `${url}/auth`,
      tokenEndpoint: "https://login.example.com/token",
      jwksUri: "https://login.example.com/keys",
      algorithm: "RS256",
      authMethod: "client_secret_post",
    });
  });

  test.each([
    ["another issuer", { issuer: "https://accounts.google.com" }, /another issuer/],
    ["no issuer", { issuer: undefined }, /cannot be used/],
    ["a token address without https", { token_endpoint: "http://login.example.com/token" }, /is not https/],
    ["keys on a metadata service", { jwks_uri: "https://169.254.169.254/keys" }, /cannot be used/],
    ["a script as its sign-in page", { authorization_endpoint: "javascript:alert(1)" }, /cannot be used/],
    ["no signature", { id_token_signing_alg_values_supported: ["none"] }, /kind of sign-in/],
    ["a shared key", { id_token_signing_alg_values_supported: ["HS256", "HS512"] }, /kind of sign-in/],
    ["no codes", { response_types_supported: ["id_token"] }, /kind of sign-in/],
    ["a client without a secret", { token_endpoint_auth_methods_supported: ["none"] }, /kind of sign-in/],
  ])("with %s is refused", async (_, changes, words) => {
    says({ ...good(), ...changes });
    await refused(discover(url), "unavailable", words);
  });

  test.each<[string, (response: ServerResponse) => void, RegExp]>([
    [
      "elsewhere",
      (r) => r.writeHead(302, { location: "https://login.example.com" }).end(),
      /does not answer/,
    ],
    ["with an error", (r) => r.writeHead(500).end(JSON.stringify(good())), /does not answer/],
    [
      "in too many words",
      (r) => r.end(JSON.stringify({ ...good(), more: "x".repeat(70_000) })),
      /does not answer/,
    ],
    ["in no JSON", (r) => r.end("<html>"), /cannot be used/],
    [
      "a byte at a time",
      (r) => {
        const drip = setInterval(() => r.write(" "), 1_000);
        r.on("close", () => clearInterval(drip));
      },
      /does not answer/,
    ],
  ])("%s is refused", async (_, how, words) => {
    pretend = how;
    const started = Date.now();
    await refused(discover(url), "unavailable", words);
    expect(Date.now() - started).toBeLessThan(7_000);
  });

  test("is kept for a while, under exactly the name that it had", async () => {
    let reads = 0;
    pretend = (response) => {
      reads += 1;
      response.end(JSON.stringify(good()));
    };
    await refused(knownIssuer(`${url}/`), "unavailable", /changed its name/);
    await knownIssuer(url);
    await knownIssuer(url);
    expect(reads).toBe(2);
  });
});
