import { beforeAll, describe, expect, test } from "vitest";
import { systemActor } from "@/lib/auth/actor";
import { sha256 } from "@/lib/crypto";
import { db } from "@/lib/db";
import { addSource } from "@/lib/sources/add-source";
import { editSource } from "@/lib/sources/edit-source";
import { endSource } from "@/lib/sources/end-source";
import { makeToken } from "@/lib/sources/make-token";
import { getSource, listSources } from "@/lib/sources/queries";
import { revokeToken } from "@/lib/sources/revoke-token";
import { refused, twiceAtOnce } from "@/tests/support/outcomes";
import { confirmed } from "@/tests/support/proof";
import { makeWorld, type World } from "@/tests/support/world";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});

const owner = () => world.people.aoife.actor;
const operator = systemActor("operator");
const connect = (name: string) => confirmed(addSource, owner(), { kind: "scim", name });

describe("an HR system", () => {
  test("is connected by an owner with a fresh proof, and nobody else", async () => {
    const input = { kind: "scim", name: "Studio Okta", addresses: "203.0.113.0/24 198.51.100.7" } as const;
    expect((await refused(addSource(owner(), input), "unauthenticated")).stepUp?.does).toMatch(/Studio Okta/);
    await refused(addSource(world.people.ingrid.actor, input), "forbidden");
    const { id } = await confirmed(addSource, owner(), input);
    expect(await getSource(world.people.sara.actor, id)).toMatchObject({
      name: "Studio Okta",
      addresses: ["203.0.113.0/24", "198.51.100.7"],
      people: 0,
      can: { write: false },
    });
    await refused(getSource(world.people.hannah.actor, id), "forbidden");
    await refused(
      confirmed(addSource, owner(), { kind: "webhook", name: "studio okta" }),
      "conflict",
      /name/,
    );
  });

  test("is refused with an address that is none", async () => {
    const error = await refused(
      addSource(owner(), { kind: "scim", name: "x", addresses: "okta.example" }),
      "invalid_input",
    );
    expect(Object.keys(error.fields).join()).toContain("addresses");
  });

  test("is changed, and says so in the audit log once", async () => {
    const { id } = await connect("Entra ID");
    const input = { sourceId: id, name: "Entra", addresses: "203.0.113.9" };
    await confirmed(editSource, owner(), input);
    await confirmed(editSource, owner(), input);
    const events = await db.auditEvent.findMany({ where: { objectId: id, action: "sources.edit-source" } });
    expect(events).toMatchObject([
      {
        before: { name: "Entra ID", addresses: [] },
        after: { name: "Entra", addresses: ["203.0.113.9"] },
      },
    ]);
  });

  test("lets its people go when it ends, and its tokens open nothing", async () => {
    const { id } = await connect("Old HR");
    const { token } = await confirmed(makeToken, owner(), { sourceId: id, days: 90 });
    await db.sourcePerson.create({ data: { sourceId: id, personId: world.people.omar.personId } });
    await confirmed(endSource, owner(), { sourceId: id, reason: "Replaced" });
    expect(await db.sourcePerson.count({ where: { sourceId: id } })).toBe(0);
    expect(await db.scimToken.count({ where: { tokenHash: sha256(token), revokedAt: { not: null } } })).toBe(
      1,
    );
    await refused(confirmed(makeToken, owner(), { sourceId: id, days: 90 }), "conflict", /ended/);
    await refused(confirmed(editSource, owner(), { sourceId: id, name: "New" }), "conflict", /ended/);
    expect((await listSources(owner())).at(-1)).toMatchObject({ name: "Old HR", people: 0 });
  });
});

describe("a token", () => {
  test("is answered once, and only its hash and its beginning are kept", async () => {
    const { id } = await connect("Token HR");
    await refused(makeToken(owner(), { sourceId: id, days: 90 }), "unauthenticated");
    const { token, prefix } = await confirmed(makeToken, owner(), { sourceId: id, days: 90 });
    expect(token).toMatch(/^khscim_[A-Za-z0-9_-]{43}$/);
    const kept = JSON.stringify([
      await db.scimToken.findMany({ where: { sourceId: id } }),
      await db.auditEvent.findMany({ where: { objectId: id }, select: { before: true, after: true } }),
      await getSource(owner(), id),
    ]);
    expect(kept).toContain(prefix);
    expect(kept).not.toContain(token.slice(prefix.length));
  });

  test("is refused as a third that lives, also at once, until one is revoked", async () => {
    const { id } = await connect("Rotating HR");
    const make = () => makeToken(operator, { sourceId: id, days: 30 });
    await make();
    expect(await twiceAtOnce(make)).toBe(1);
    const [first] = await db.scimToken.findMany({ where: { sourceId: id }, orderBy: { id: "asc" } });
    await confirmed(revokeToken, owner(), { tokenId: first?.id ?? "" });
    await confirmed(revokeToken, owner(), { tokenId: first?.id ?? "" });
    await make();
    await refused(make(), "conflict", /Two tokens/);
  });

  test("is for SCIM alone, and no longer than a year", async () => {
    const { id } = await confirmed(addSource, owner(), { kind: "folder", name: "HR folder" });
    await refused(confirmed(makeToken, owner(), { sourceId: id, days: 90 }), "conflict", /SCIM/);
    await refused(makeToken(owner(), { sourceId: id, days: 367 }), "invalid_input");
  });
});
