import { beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { readListState } from "@/lib/list-state";
import { addPerson } from "@/lib/people/add-person";
import { editPerson } from "@/lib/people/edit-person";
import { endPerson } from "@/lib/people/end-person";
import { getPerson } from "@/lib/people/queries/get-person";
import { listPeople, peopleFilters } from "@/lib/people/queries/list-people";
import { giveOmarAKey, takeBack } from "@/tests/support/keys";
import { refused, twiceAtOnce } from "@/tests/support/outcomes";
import { makeWorld, type World } from "@/tests/support/world";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
const sara = () => world.people.sara.actor;

describe("adding a person", () => {
  it("gives them their address as a work identity, and is audited", async () => {
    const { id } = await addPerson(sara(), {
      name: " Nia  Okafor",
      email: "Nia@ClickElement.example",
      title: "Analyst",
    });
    const person = await getPerson(sara(), id);
    expect(person).toMatchObject({ email: "nia@clickelement.example", status: "here" });
    expect(person?.identities).toMatchObject([
      { address: "nia@clickelement.example", kind: "work", shared: false },
    ]);
    const event = await db.auditEvent.findFirstOrThrow({ where: { objectId: id } });
    expect(event).toMatchObject({ action: "people.add-person", actorName: "Sara Rossi" });
  });

  it("is done once when pressed twice", async () => {
    const input = { name: "Twice", email: "twice@clickelement.example" };
    expect(await twiceAtOnce(() => addPerson(sara(), input))).toBe(1);
    await refused(addPerson(sara(), { ...input, email: "TWICE@clickelement.example" }), "conflict", /Twice/);
  });

  it("refuses staff, a wrong address, days in the wrong order, unknown fields and managers", async () => {
    await refused(addPerson(world.people.omar.actor, { name: "X" }), "forbidden");
    const bad = await refused(addPerson(sara(), { name: "", email: "no" }), "invalid_input");
    expect(Object.keys(bad.fields).sort()).toEqual(["email", "name"]);
    const days = { startsOn: "2026-02-01", endsOn: "2026-01-01" };
    await refused(addPerson(sara(), { name: "X", ...days }), "invalid_input", /before the first/);
    await refused(addPerson(sara(), { name: "X", endsOn: "2026-02-30" }), "invalid_input");
    await refused(addPerson(sara(), { name: "X", managerId: crypto.randomUUID() }), "invalid_input");
    await refused(addPerson(sara(), { name: "X", admin: true } as never), "invalid_input");
  });
});

describe("editing a person", () => {
  it("changes what differs and empties what is left out", async () => {
    const { id } = await addPerson(sara(), { name: "Ed It", department: "Media", location: "Oslo" });
    await editPerson(sara(), { personId: id, name: "Ed It", department: "Data" });
    expect(await getPerson(sara(), id)).toMatchObject({ department: "Data", location: null });
    const event = await db.auditEvent.findFirstOrThrow({
      where: { objectId: id, action: "people.edit-person" },
    });
    expect(event.before).toEqual({ department: "Media", location: "Oslo" });
  });

  it("refuses somebody else's address, a circle of managers, who has left, and who is not there", async () => {
    const { omar, erik } = world.people;
    const person = { personId: omar.personId, name: "Omar Rahman" };
    await refused(
      editPerson(sara(), { ...person, email: "erik.levy@clickelement.example" }),
      "conflict",
      /Erik/,
    );
    await editPerson(sara(), { personId: erik.personId, name: "Erik Levy", managerId: omar.personId });
    await refused(
      editPerson(sara(), { ...person, managerId: erik.personId }),
      "invalid_input",
      /above themselves/,
    );
    await refused(editPerson(omar.actor, person), "forbidden");
    await refused(editPerson(sara(), { ...person, personId: crypto.randomUUID() }), "not_found");
    const { id } = await addPerson(sara(), { name: "Gone" });
    await endPerson(sara(), { personId: id });
    await refused(editPerson(sara(), { personId: id, name: "Back" }), "conflict", /has left/);
  });
});

describe("ending a person", () => {
  it("is refused while they hold something, and says what", async () => {
    const { omar, erik } = world.people;
    const key = await giveOmarAKey(world);
    await refused(endPerson(sara(), { personId: omar.personId }), "conflict", /holds 1 key/);
    await refused(endPerson(sara(), { personId: erik.personId }), "conflict", /custodian of 6 accounts/);
    await takeBack(key);
  });

  it("ends identities and seats with it, once", async () => {
    const { id } = await addPerson(sara(), { name: "Leaver", email: "leaver@clickelement.example" });
    await db.membership.create({
      data: { personId: id, engagementId: world.kite.engagementId, role: "Buyer" },
    });
    expect(await twiceAtOnce(() => endPerson(sara(), { personId: id, reason: "Contract over" }))).toBe(1);
    const person = await getPerson(sara(), id);
    expect(person).toMatchObject({ status: "left", memberships: [], can: { edit: false } });
    expect(person?.identities.every((identity) => identity.endedAt)).toBe(true);
  });

  it("is nobody's own to do", async () => {
    await refused(endPerson(sara(), { personId: world.people.sara.personId }), "forbidden", /their own/);
    await refused(endPerson(world.people.julia.actor, { personId: world.people.omar.personId }), "forbidden");
    const refusals = await db.auditEvent.count({
      where: { action: "people.end-person", outcome: "refused" },
    });
    expect(refusals).toBe(2);
  });
});

it("people are listed by search, filters and order, a page at a time", async () => {
  const key = await giveOmarAKey(world, "Read only");
  const list = (params: Record<string, string>, size?: number) =>
    listPeople(sara(), readListState(params, peopleFilters), size);
  expect((await list({ keys: "some" })).rows.map((row) => row.name)).toEqual(["Omar Rahman"]);
  expect((await list({ sort: "-keys" })).rows[0]?.name).toBe("Omar Rahman");
  expect((await list({ q: "omar.rahman@" })).total).toBe(1);
  expect((await list({ status: "left" })).rows.every((row) => row.status === "left")).toBe(true);
  const all = await list({ status: "all" }, 1000);
  const paged: string[] = [];
  for (let page = 1; page <= Math.ceil(all.total / 3); page += 1) {
    paged.push(...(await list({ status: "all", page: String(page) }, 3)).rows.map((row) => row.id));
  }
  expect(paged).toEqual(all.rows.map((row) => row.id));
  await refused(listPeople(world.people.omar.actor, readListState({}, peopleFilters)), "forbidden");
  expect(await getPerson(sara(), "nonsense")).toBeNull();
  await takeBack(key);
});
