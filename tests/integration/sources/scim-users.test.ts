import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/db";
import { startDeparture } from "@/lib/lifecycle/start-departure";
import { inDays, recordActive } from "@/tests/support/grants";
import { EntraClient, OktaClient, ScimClient } from "@/tests/support/scim-client";
import { makeWorld, type World } from "@/tests/support/world";
import { BASE, connect, send } from "./scim-support";

let world: World;
let okta: OktaClient;
let entra: EntraClient;
let oktaId: string;
beforeAll(async () => {
  world = await makeWorld();
  await db.departureGuard.updateMany({ data: { most: 50, percent: 100, least: 50 } });
  const first = await connect("Okta");
  oktaId = first.sourceId;
  okta = new OktaClient(BASE, first.token, send);
  entra = new EntraClient(BASE, (await connect("Entra")).token, send);
});

const profile = (name: string) => ({
  userName: `${name}@studio.example`,
  givenName: name,
  familyName: "Example",
  externalId: `ext-${name}`,
});
const personNamed = (name: string) => db.person.findFirstOrThrow({ where: { name: `${name} Example` } });

describe("as Okta speaks", () => {
  test("its test, its look, and a user who is entered as a person, without any password", async () => {
    expect((await okta.test()).body).toMatchObject({ totalResults: 0, startIndex: 1, itemsPerPage: 0 });
    expect((await okta.find("una@studio.example")).body.Resources).toEqual([]);
    const made = await okta.create(profile("Una"));
    expect(made.status).toBe(201);
    expect(made.headers.get("content-type")).toMatch(/^application\/scim\+json/);
    expect(made.headers.get("location")).toBe(made.body.meta.location);
    expect(made.headers.get("etag")).toBe(made.body.meta.version);
    expect(made.body).toMatchObject({
      userName: "Una@studio.example",
      externalId: "ext-Una",
      active: true,
      meta: { resourceType: "User", version: 'W/"1"' },
    });
    expect(JSON.stringify([made.body, await db.scimUser.findMany()])).not.toContain("1mz050nq");
    expect(await personNamed("Una")).toMatchObject({ email: "una@studio.example", givenName: "Una" });
    expect((await okta.find("UNA@Studio.example")).body.totalResults).toBe(1);
    expect((await okta.create(profile("Una"))).body).toMatchObject({ status: "409", scimType: "uniqueness" });
  });

  test("deactivates without a path: the departure starts, and every way in ends", async () => {
    const { body } = await okta.create(profile("Ulf"));
    const person = await personNamed("Ulf");
    expect(await okta.setActive(body.id, false)).toMatchObject({ status: 200, body: { active: false } });
    const departure = await db.departure.findFirstOrThrow({ where: { personId: person.id } });
    expect(departure.note).toMatch(/Okta/);
    expect((await personNamed("Ulf")).accessEndsAt).not.toBeNull();
    // The same word again: nothing.
    await okta.setActive(body.id, false);
    await okta.update(body.id, profile("Ulf"), false);
    expect(await db.departure.count({ where: { personId: person.id } })).toBe(1);
    expect((await okta.get(`/Users/${body.id}`)).body.active).toBe(false);
  });

  test("a PUT without `active` deactivates nobody, and takes nobody back", async () => {
    const { body } = await okta.create(profile("Ute"));
    expect((await okta.update(body.id, { ...profile("Ute"), familyName: "Else" })).body).toMatchObject({
      active: true,
      name: { familyName: "Else" },
    });
    await okta.setActive(body.id, false);
    const put = await okta.update(body.id, profile("Ute"));
    expect(put.body.active).toBe(false);
    expect(
      await db.departure.count({ where: { person: { email: "ute@studio.example" }, cancelledAt: null } }),
    ).toBe(1);
    expect((await okta.put(`/Users/${body.id}`, { name: { givenName: "x" } })).body).toMatchObject({
      status: "400",
      scimType: "invalidValue",
    });
  });
});

describe("as Entra ID speaks", () => {
  test("its test finds nobody, and a user comes with booleans as texts and the enterprise extension", async () => {
    expect(await entra.test()).toMatchObject({ status: 200, body: { totalResults: 0 } });
    expect((await entra.get(`/Users/${crypto.randomUUID()}`)).status).toBe(404);
    const { status, body } = await entra.create(profile("Ena"));
    expect(status).toBe(201);
    expect(body.active).toBe(true);
    expect(await personNamed("Ena")).toMatchObject({ department: "Media" });
    const changed = await entra.patch(`/Users/${body.id}`, [
      { op: "Replace", path: 'emails[type eq "work"].value', value: "ena.new@studio.example" },
      {
        op: "Add",
        path: "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department",
        value: "PR",
      },
      { op: "Replace", path: "name.familyName", value: "Newer" },
    ]);
    expect(changed.body.emails).toEqual([{ primary: true, type: "work", value: "ena.new@studio.example" }]);
    expect(await db.person.findFirst({ where: { email: "ena.new@studio.example" } })).toMatchObject({
      department: "PR",
      familyName: "Newer",
    });
    const dotted = await entra.setDotted(body.id, { "name.givenName": "Enya", active: "False" });
    expect(dotted.body).toMatchObject({ active: false, name: { givenName: "Enya" } });
    expect((await entra.find("Ena@studio.example")).body).toMatchObject({ totalResults: 1 });
    const byMail = await entra.search("/Users", 'emails[type eq "work"].value eq "ENA.new@studio.example"');
    expect(byMail.body.totalResults).toBe(1);
  });

  test("disabled and enabled again: the person is back, and the access is not", async () => {
    const { omar } = world.people;
    await recordActive(world, { who: "omar", asset: "kiteAds", roles: ["Standard"] });
    const { email } = await db.person.findUniqueOrThrow({ where: { id: omar.personId } });
    const { body, status } = await entra.create({ ...profile("Omar"), userName: email ?? "" });
    expect(status).toBe(201);
    expect(await db.sourcePerson.count({ where: { personId: omar.personId } })).toBe(1);
    await entra.setActive(body.id, false);
    expect(await db.session.count({ where: { accountId: omar.accountId, revokedAt: null } })).toBe(0);
    await entra.setActive(body.id, true);
    expect(await db.person.findUnique({ where: { id: omar.personId } })).toMatchObject({
      accessEndsAt: null,
    });
    const [grant] = await db.grant.findMany({ where: { personId: omar.personId } });
    expect(grant?.state).toBe("removal_due");
    expect(
      await db.task.findMany({ where: { personId: omar.personId, kind: "revoke", state: "open" } }),
    ).toMatchObject([{ cause: "recorded" }]);
    // And the next departure takes the same removal over.
    await entra.setActive(body.id, false);
    expect(
      await db.task.findMany({ where: { personId: omar.personId, kind: "revoke", state: "open" } }),
    ).toMatchObject([{ cause: "departure" }]);
  });
});

describe("whom a connection may touch (SEC-111)", () => {
  test("nobody whom another one manages, and no administrator", async () => {
    const { body } = await okta.create(profile("Uwe"));
    expect((await entra.create(profile("Uwe"))).body).toMatchObject({
      status: "409",
      scimType: "uniqueness",
    });
    expect((await entra.get(`/Users/${body.id}`)).status).toBe(404);
    expect((await entra.setActive(body.id, false)).status).toBe(404);
    const aoife = await db.person.findUniqueOrThrow({ where: { id: world.people.aoife.personId } });
    expect((await okta.create({ ...profile("Aoife"), userName: aoife.email ?? "" })).status).toBe(409);
    const [row] = await db.account.findMany({ where: { personId: aoife.id } });
    expect(row?.roles).toEqual(["owner"]);
    expect(await db.scimUser.count({ where: { userNameKey: aoife.email ?? "" } })).toBe(0);
  });

  test("not the only owner", async () => {
    const { body } = await okta.create({
      ...profile("Erik"),
      userName: "erik.levy@clickelement.example",
    });
    const { accountId } = world.people.erik;
    await db.account.update({ where: { id: accountId }, data: { roles: ["owner"] } });
    await db.account.update({
      where: { id: world.people.aoife.accountId },
      data: { disabledAt: new Date() },
    });
    const refused = await okta.setActive(body.id, false);
    expect(refused.body).toMatchObject({ status: "409", detail: expect.stringMatching(/only owner/) });
    expect((await okta.get(`/Users/${body.id}`)).body.active).toBe(true);
    await db.account.update({ where: { id: world.people.aoife.accountId }, data: { disabledAt: null } });
    await db.account.update({ where: { id: accountId }, data: { roles: ["staff"] } });
  });

  test("a departure that was begun here goes on when the person is in the first filling", async () => {
    const { tariq, sara } = world.people;
    await startDeparture(sara.actor, { personId: tariq.personId, kind: "leaves", lastMoment: inDays(3) });
    await okta.create({ ...profile("Tariq"), userName: "tariq.haddad@clickelement.example" });
    expect(await db.departure.count({ where: { personId: tariq.personId, cancelledAt: null } })).toBe(1);
  });

  test("a user who was never active is nobody of the register", async () => {
    const before = await db.person.count();
    const { status } = await okta.post("/Users", { userName: "never@studio.example", active: false });
    expect(status).toBe(201);
    expect(await db.person.count()).toBe(before);
  });
});

describe("the protocol", () => {
  test("of the same user made twice at once, one is made (SCIM-10)", async () => {
    for (const name of ["Race", "Again", "Thrice"]) {
      const answers = await Promise.all([1, 2, 3].map(() => okta.create(profile(name))));
      expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409]);
      expect(await db.person.count({ where: { name: `${name} Example` } })).toBe(1);
    }
  });

  test("versions stop lost updates (SCIM-08)", async () => {
    const { body } = await okta.create(profile("Vera"));
    const at = `/Users/${body.id}`;
    expect((await okta.get(at, { "if-none-match": body.meta.version })).status).toBe(304);
    const patched = await okta.patch(at, [{ op: "replace", path: "title", value: "Lead" }], {
      "if-match": body.meta.version,
    });
    expect(patched.headers.get("etag")).toBe('W/"2"');
    const lost = await okta.patch(at, [{ op: "replace", path: "title", value: "Other" }], {
      "if-match": body.meta.version,
    });
    expect(lost.status).toBe(412);
    // The same again is no change, and no version.
    const same = await okta.patch(at, [{ op: "replace", path: "title", value: "Lead" }]);
    expect(same.body.meta.version).toBe('W/"2"');
    expect((await okta.delete(at, { "if-match": 'W/"1"' })).status).toBe(412);
  });

  test("what was deleted is not found, its name is free, and the departure has started", async () => {
    const { body } = await okta.create(profile("Dora"));
    expect((await okta.delete(`/Users/${body.id}`)).status).toBe(204);
    expect((await okta.get(`/Users/${body.id}`)).status).toBe(404);
    expect((await okta.delete(`/Users/${body.id}`)).status).toBe(404);
    const person = await personNamed("Dora");
    expect(await db.departure.count({ where: { personId: person.id, cancelledAt: null } })).toBe(1);
    const again = await okta.create(profile("Dora"));
    expect(again.status).toBe(201);
    expect(again.body.id).not.toBe(body.id);
    expect(await db.departure.count({ where: { personId: person.id, cancelledAt: null } })).toBe(0);
    expect(await db.scimUser.count({ where: { personId: person.id } })).toBe(2);
  });

  test("pages each user once, in one order, and counts all (SCIM-04)", async () => {
    const total = (await okta.get("/Users?count=0")).body;
    expect(total).toMatchObject({ itemsPerPage: 0, Resources: [] });
    const seen: string[] = [];
    for (let at = 1; at <= total.totalResults; at += 4) {
      const page = (await okta.get(`/Users?startIndex=${at}&count=4&attributes=userName`)).body;
      expect(page).toMatchObject({ startIndex: at, totalResults: total.totalResults });
      seen.push(...page.Resources.map(({ id }: { id: string }) => id));
      expect(Object.keys(page.Resources[0]).toSorted()).toEqual(["id", "schemas", "userName"]);
    }
    expect(new Set(seen).size).toBe(total.totalResults);
    expect(seen).toEqual(seen.toSorted());
    expect((await okta.get("/Users?startIndex=-3&count=-1")).body).toMatchObject({
      startIndex: 1,
      itemsPerPage: 0,
    });
    expect((await okta.get("/Users?count=many")).body).toMatchObject({ scimType: "invalidValue" });
  });

  test("bad filters are refused, never all rows (SCIM-05)", async () => {
    for (const filter of [
      'nonsense eq "x"',
      "userName",
      "userName eq",
      'userName eq "x" or',
      "password pr",
      "userName eq 5",
      "active gt true",
      `${"(".repeat(30)}userName pr${")".repeat(30)}`,
      `userName eq "${"x".repeat(2_100)}"`,
      '\'; DROP TABLE "ScimUser"; --',
    ]) {
      const { status, body } = await okta.search("/Users", filter);
      expect([filter, status, body.scimType]).toEqual([filter, 400, "invalidFilter"]);
    }
  });

  test("errors are SCIM's own, for each thing that is wrong", async () => {
    const { body } = await okta.create(profile("Errol"));
    const at = `/Users/${body.id}`;
    const patch = async (operation: object) => (await okta.patch(at, [operation])).body.scimType;
    expect(await patch({ op: "replace", path: "id", value: "x" })).toBe("mutability");
    expect(await patch({ op: "remove", path: "userName" })).toBe("mutability");
    expect(await patch({ op: "remove" })).toBe("noTarget");
    expect(await patch({ op: "replace", path: 'emails[type eq "home"].value', value: "x" })).toBe("noTarget");
    expect(await patch({ op: "replace", path: "nothing", value: "x" })).toBe("invalidPath");
    expect(await patch({ op: "replace", path: "active", value: "maybe" })).toBe("invalidValue");
    expect(await patch({ op: "move", path: "title", value: "x" })).toBe("invalidSyntax");
    // All or none: the first would have been fine.
    const both = await okta.patch(at, [
      { op: "replace", path: "title", value: "Never" },
      { op: "replace", path: "id", value: "x" },
    ]);
    expect(both.status).toBe(400);
    expect((await okta.get(at)).body.title).toBeUndefined();
    expect((await okta.call("POST", "/Users", "{")).body.scimType).toBe("invalidSyntax");
    expect(
      (await okta.call("POST", "/Users", `{"a":${"[".repeat(50)}${"]".repeat(50)}}`)).body.scimType,
    ).toBe("invalidSyntax");
    expect((await okta.call("POST", "/Users", "{}", { "content-type": "text/plain" })).status).toBe(415);
    expect((await okta.call("POST", "/Users", `{"userName":"${"x".repeat(1_100_000)}"}`)).status).toBe(413);
    const put = await okta.call("PUT", "/Users", {});
    expect([put.status, put.headers.get("allow")]).toEqual([405, "GET, POST, HEAD, OPTIONS"]);
    expect((await okta.get("/Nothing")).body).toMatchObject({
      schemas: ["urn:ietf:params:scim:api:messages:2.0:Error"],
      status: "404",
    });
    expect((await okta.call("HEAD", at)).body).toBeNull();
    const options = await okta.call("OPTIONS", at);
    expect([options.status, options.headers.get("allow")]).toEqual([
      204,
      "GET, PUT, PATCH, DELETE, HEAD, OPTIONS",
    ]);
  });

  test("says of itself what is true (SCIM-01)", async () => {
    expect((await okta.get("/ServiceProviderConfig")).body).toMatchObject({
      patch: { supported: true },
      bulk: { supported: false },
      filter: { supported: true, maxResults: 200 },
      etag: { supported: true },
    });
    expect((await okta.get("/ResourceTypes")).body.totalResults).toBe(2);
    const schemas = (await okta.get("/Schemas")).body;
    expect(schemas.totalResults).toBe(3);
    expect(JSON.stringify(schemas)).not.toContain("null");
    expect((await okta.get(`/Schemas/${schemas.Resources[0].id}`)).body.id).toBe(schemas.Resources[0].id);
    expect(
      (await okta.call("POST", "/Users/.search", { filter: 'userName sw "una"', count: 1 })).body,
    ).toMatchObject({
      totalResults: 1,
    });
  });
});

describe("who may call (SEC-110)", () => {
  test("nobody without a token, with a revoked one, one that is over, or from another address", async () => {
    const none = new ScimClient(BASE, "khscim_nothing", send);
    const refused = await none.get("/Users");
    expect([refused.status, refused.headers.get("www-authenticate")]).toEqual([
      401,
      expect.stringMatching(/Bearer/),
    ]);
    const { sourceId, token } = await connect("Bound", "203.0.113.0/24");
    const away = new ScimClient(BASE, token, send, { "x-forwarded-for": "198.51.100.4" });
    const here = new ScimClient(BASE, token, send, { "x-forwarded-for": "203.0.113.9" });
    expect((await away.get("/Users")).status).toBe(403);
    expect((await here.get("/Users")).status).toBe(200);
    await db.scimToken.updateMany({ where: { sourceId }, data: { expiresAt: new Date(Date.now() - 1000) } });
    expect((await here.get("/Users")).status).toBe(401);
    await db.scimToken.updateMany({
      where: { sourceId },
      data: { expiresAt: inDays(1), revokedAt: new Date() },
    });
    expect((await here.get("/Users")).status).toBe(401);
  });

  test("each call is one line of the audit log, with the connection and no secret (SEC-115)", async () => {
    const before = await db.auditEvent.count({ where: { objectType: "scim-call" } });
    await okta.find("una@studio.example");
    await okta.search("/Users", "nonsense");
    await okta.get("/Schemas");
    const events = await db.auditEvent.findMany({
      where: { objectType: "scim-call" },
      orderBy: { seq: "asc" },
      skip: before,
    });
    expect(events).toMatchObject([
      { actorName: "Okta", objectId: oktaId, objectName: "Okta: GET /Users", after: { total: 1 } },
      { actorName: "Okta", after: { status: 400 } },
      { actorName: "Okta", objectName: "Okta: GET /Schemas" },
    ]);
    const all = JSON.stringify(
      await db.auditEvent.findMany({ select: { after: true, before: true, objectName: true, reason: true } }),
    );
    expect(all).not.toMatch(/1mz050nq|khscim_[A-Za-z0-9_-]{20}/);
    // What a connection enters stands under its name.
    const person = await personNamed("Una");
    expect(
      await db.auditEvent.findFirst({ where: { objectId: person.id, action: "people.add-person" } }),
    ).toMatchObject({ actorName: "Okta", actorKind: "system" });
  });
});
