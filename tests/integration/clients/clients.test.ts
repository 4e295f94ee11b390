import { beforeAll, describe, expect, it } from "vitest";
import { addClient } from "@/lib/clients/add-client";
import { addContact } from "@/lib/clients/add-contact";
import { editAsset } from "@/lib/clients/edit-asset";
import { editClient } from "@/lib/clients/edit-client";
import { editContact } from "@/lib/clients/edit-contact";
import { endClient } from "@/lib/clients/end-client";
import { endContact } from "@/lib/clients/end-contact";
import { endEngagement } from "@/lib/clients/end-engagement";
import { getClient } from "@/lib/clients/queries/get-client";
import { clientFilters, listClients } from "@/lib/clients/queries/list-clients";
import { readListState } from "@/lib/list-state";
import { giveOmarAKey, takeBack } from "@/tests/support/keys";
import { refused, twiceAtOnce } from "@/tests/support/outcomes";
import { makeWorld, type World } from "@/tests/support/world";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
const hannah = () => world.people.hannah.actor;
const omar = () => world.people.omar.actor;

describe("clients", () => {
  it("are added once, however their name is written", async () => {
    expect(await twiceAtOnce(() => addClient(hannah(), { name: "Blue Harbor Ltd." }))).toBe(1);
    await refused(
      addClient(hannah(), { name: "BLUE HARBOR" }),
      "conflict",
      /Blue Harbor Ltd\. is a client already/,
    );
    await refused(addClient(hannah(), { name: "…" }), "invalid_input");
    await refused(addClient(omar(), { name: "X" }), "forbidden");
    await refused(addClient(world.people.julia.actor, { name: "X" }), "forbidden");
  });

  it("are edited; not into another's name, and not when they have ended", async () => {
    const { id } = await addClient(hannah(), { name: "Oak & Elm", notes: "n" });
    await editClient(hannah(), { clientId: id, name: "Oak and Elm GmbH" });
    expect(await getClient(hannah(), id)).toMatchObject({ name: "Oak and Elm GmbH", notes: null });
    await refused(
      editClient(hannah(), { clientId: id, name: "kite insurance" }),
      "conflict",
      /Kite Insurance/,
    );
    await refused(editClient(omar(), { clientId: id, name: "X" }), "forbidden");
    await refused(editClient(hannah(), { clientId: crypto.randomUUID(), name: "X" }), "not_found");
    await endClient(hannah(), { clientId: id });
    await refused(editClient(hannah(), { clientId: id, name: "Back" }), "conflict", /ended on/);
  });

  it("end when nothing runs, with accounts and contacts, once", async () => {
    const { northwind } = world;
    const contact = await addContact(hannah(), {
      clientId: northwind.id,
      name: "Nils",
      email: "nils@northwind.example",
    });
    const key = await giveOmarAKey(world);
    await refused(endClient(hannah(), { clientId: world.kite.id }), "conflict", /1 engagement and 1 key/);
    await refused(endClient(hannah(), { clientId: northwind.id }), "conflict", /1 engagement/);
    await endEngagement(hannah(), { engagementId: northwind.engagementId });
    expect(await twiceAtOnce(() => endClient(hannah(), { clientId: northwind.id }))).toBe(1);
    const ended = await getClient(hannah(), northwind.id);
    expect(ended?.contacts).toMatchObject([{ id: contact.id, endedAt: ended?.endedAt }]);
    await refused(endContact(hannah(), { contactId: contact.id }), "conflict", /already ended/);
    await refused(
      addContact(hannah(), { clientId: northwind.id, name: "N", email: "n@x.example" }),
      "conflict",
    );
    await refused(endClient(omar(), { clientId: world.kite.id }), "forbidden");
    await takeBack(key);
  });

  it("are listed by search, filters and order", async () => {
    const key = await giveOmarAKey(world, "Read only");
    const list = (params: Record<string, string>) =>
      listClients(hannah(), readListState(params, clientFilters));
    expect((await list({ q: "kite" })).rows).toMatchObject([
      { name: "Kite Insurance", keys: 1, people: 1, assets: 3 },
    ]);
    expect((await list({ keys: "some" })).total).toBe(1);
    expect((await list({ sort: "-keys" })).rows[0]?.name).toBe("Kite Insurance");
    expect((await list({ status: "ended" })).rows.every((row) => row.endedAt)).toBe(true);
    expect((await list({ papers: "missing" })).total).toBe(0);
    expect(await getClient(hannah(), world.kite.id)).toMatchObject({ keys: 1, people: 1 });
    expect(await getClient(hannah(), "nonsense")).toBeNull();
    await refused(listClients(omar(), readListState({}, clientFilters)), "forbidden");
    await takeBack(key);
  });
});

describe("contacts", () => {
  it("are added once, edited, and taken up again", async () => {
    const clientId = world.kite.id;
    const input = { clientId, name: "Kim Vance", email: "Kim@Kite.example" };
    expect(await twiceAtOnce(() => addContact(hannah(), input))).toBe(1);
    const { id: contactId } = (await getClient(hannah(), clientId))?.contacts[0] ?? { id: "" };
    const other = await addContact(hannah(), { clientId, name: "Lee", email: "lee@kite.example" });
    const taken = { contactId: other.id, name: "Lee", email: "kim@kite.example" };
    await refused(editContact(hannah(), taken), "conflict", /Kim Vance/);
    await editContact(hannah(), { ...taken, email: "lee@kite.example", title: "CMO" });
    await editAsset(hannah(), {
      assetId: world.assets.kiteMeta,
      name: "Kite – Brand",
      ownedBy: "client",
      contactCustodianId: contactId,
    });
    await refused(endContact(hannah(), { contactId }), "conflict", /custodian of Kite – Brand/);
    expect(await twiceAtOnce(() => endContact(hannah(), { contactId: other.id }))).toBe(1);
    expect(await addContact(hannah(), { clientId, name: "Lee", email: "lee@kite.example" })).toEqual({
      id: other.id,
      name: "Lee",
    });
  });

  it("refuse staff and a wrong address", async () => {
    const input = { clientId: world.kite.id, name: "A", email: "a@kite.example" };
    await refused(addContact(omar(), input), "forbidden");
    await refused(addContact(hannah(), { ...input, email: "nope" }), "invalid_input");
    await refused(
      editContact(omar(), { ...input, contactId: crypto.randomUUID() } as never),
      "invalid_input",
    );
    await refused(endContact(hannah(), { contactId: crypto.randomUUID() }), "not_found");
  });
});
