import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/db";
import { mapGroup } from "@/lib/sources/map-group";
import { refused } from "@/tests/support/outcomes";
import { EntraClient, OktaClient } from "@/tests/support/scim-client";
import { countStatements } from "@/tests/support/statements";
import { makeWorld, type World } from "@/tests/support/world";
import { BASE, connect, send } from "./scim-support";

let world: World;
let entra: EntraClient;
let okta: OktaClient;
beforeAll(async () => {
  world = await makeWorld();
  entra = new EntraClient(BASE, (await connect("Entra")).token, send);
  okta = new OktaClient(BASE, (await connect("Okta")).token, send);
});

async function user(name: string): Promise<{ id: string; personId: string }> {
  const { body } = await entra.create({
    userName: `${name}@studio.example`,
    givenName: name,
    familyName: "Member",
    externalId: name,
  });
  const { personId } = await db.scimUser.findUniqueOrThrow({ where: { id: body.id } });
  return { id: body.id, personId: personId ?? "" };
}

const seatsOf = (personId: string) => db.membership.findMany({ where: { personId, endedAt: null } });
const ingrid = () => world.people.ingrid.actor;
const kite = () => ({ engagementId: world.kite.engagementId, role: "Media buyer" });

describe("a group", () => {
  test("is made empty and filled by PATCH, which answers 204, and means nothing", async () => {
    const made = await entra.createGroup("Studio media", "g-1");
    expect(made.status).toBe(201);
    const { id, personId } = await user("Mia");
    expect(await entra.addMember(made.body.id, id)).toMatchObject({ status: 204, body: null });
    const found = (await entra.findGroup("STUDIO media")).body;
    expect(found).toMatchObject({ totalResults: 1, Resources: [{ displayName: "Studio media" }] });
    expect(found.Resources[0].members).toBeUndefined();
    expect((await entra.get(`/Groups/${made.body.id}`)).body.members).toMatchObject([{ value: id }]);
    expect((await entra.get(`/Users/${id}`)).body.groups).toMatchObject([{ value: made.body.id }]);
    expect(await seatsOf(personId)).toEqual([]);
    expect((await entra.createGroup("studio MEDIA", "g-2")).body.scimType).toBe("uniqueness");
  });

  test("that is mapped gives its members a seat and never a grant, and takes only its own seats", async () => {
    const { body: group } = await entra.createGroup("Kite buyers", "g-3");
    const nia = await user("Nia");
    const noa = await user("Noa");
    await db.membership.create({ data: { ...kite(), personId: noa.personId } });
    await entra.addMember(group.id, nia.id);
    await entra.addMember(group.id, noa.id);
    await mapGroup(ingrid(), { groupId: group.id, ...kite() });
    expect(await seatsOf(nia.personId)).toMatchObject([kite()]);
    expect(await seatsOf(noa.personId)).toHaveLength(1);
    expect(await db.grant.count({ where: { personId: { in: [nia.personId, noa.personId] } } })).toBe(0);
    await entra.removeMember(group.id, nia.id);
    await entra.removeMember(group.id, noa.id);
    expect(await seatsOf(nia.personId)).toEqual([]);
    expect(await seatsOf(noa.personId)).toHaveLength(1);
    const ola = await user("Ola");
    await entra.put(`/Groups/${group.id}`, { displayName: "Kite buyers", members: [{ value: ola.id }] });
    expect(await seatsOf(ola.personId)).toHaveLength(1);
    await mapGroup(ingrid(), { groupId: group.id });
    expect(await seatsOf(ola.personId)).toEqual([]);
    await mapGroup(ingrid(), { groupId: group.id, ...kite() });
    expect((await entra.delete(`/Groups/${group.id}`)).status).toBe(204);
    expect(await seatsOf(ola.personId)).toEqual([]);
    await refused(mapGroup(ingrid(), { groupId: group.id, ...kite() }), "conflict", /deleted/);
  });

  test("is mapped whole or not at all, by who may", async () => {
    const { body: group } = await entra.createGroup("Halves", "g-4");
    const half = await refused(
      mapGroup(ingrid(), { groupId: group.id, engagementId: world.kite.engagementId }),
      "invalid_input",
    );
    expect(Object.keys(half.fields)).toEqual(["role"]);
    await refused(mapGroup(world.people.hannah.actor, { groupId: group.id, ...kite() }), "forbidden");
    await refused(mapGroup(ingrid(), { groupId: crypto.randomUUID(), ...kite() }), "not_found");
  });

  test("takes users of its own connection alone, all of them or none", async () => {
    const { body: group } = await entra.createGroup("Own", "g-5");
    const pia = await user("Pia");
    const other = await okta.create({ userName: "other@studio.example", givenName: "O", familyName: "Ther" });
    for (const stranger of [other.body.id, crypto.randomUUID(), "junk"]) {
      const answer = await entra.patch(`/Groups/${group.id}`, [
        { op: "Add", path: "members", value: [{ value: pia.id }, { value: stranger }] },
      ]);
      expect(answer.body).toMatchObject({ status: "400", scimType: "invalidValue" });
    }
    expect((await entra.get(`/Groups/${group.id}`)).body.members).toBeUndefined();
    expect((await okta.get(`/Groups/${group.id}`)).status).toBe(404);
    const renamed = await entra.patch(`/Groups/${group.id}`, [
      { op: "Replace", path: "displayName", value: "Owned" },
    ]);
    expect(renamed.status).toBe(204);
    const { body } = await okta.post("/Groups", { displayName: "Okta group" });
    expect((await okta.renameGroup(body.id, "Renamed")).status).toBe(204);
    expect((await okta.get(`/Groups/${body.id}`)).body.displayName).toBe("Renamed");
  });
});

test("a group of three hundred gives and takes its seats in as many statements as one of three", async () => {
  const { sourceId, token } = await connect("Large");
  const large = new EntraClient(BASE, token, send);
  const fill = async (name: string, size: number) => {
    const people = await db.person.createManyAndReturn({
      data: Array.from({ length: size }, (_, n) => ({
        name: `${name} ${n}`,
        email: `${name}${n}@studio.example`,
      })),
      select: { id: true },
    });
    const users = await db.scimUser.createManyAndReturn({
      data: people.map(({ id }, n) => ({
        ...{ sourceId, personId: id, active: true, attributes: {} },
        ...{ userName: `${name}${n}@studio.example`, userNameKey: `${name}${n}@studio.example` },
      })),
      select: { id: true },
    });
    const { body } = await large.createGroup(name, name);
    await mapGroup(ingrid(), { groupId: body.id, ...kite() });
    const members = users.map(({ id }) => ({ value: id }));
    const put = (value: typeof members) =>
      countStatements(() => large.put(`/Groups/${body.id}`, { displayName: name, members: value }));
    const [filling, filled] = await put(members);
    expect(filled.status).toBe(200);
    const seats = { personId: { in: people.map(({ id }) => id) }, endedAt: null };
    expect(await db.membership.count({ where: { ...seats, role: kite().role } })).toBe(size);
    const [emptying] = await put([]);
    expect(await db.membership.count({ where: seats })).toBe(0);
    return { filling, emptying };
  };
  expect(await fill("many", 300)).toEqual(await fill("few", 3));
});
