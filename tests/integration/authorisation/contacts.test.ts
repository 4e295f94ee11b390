import { beforeAll, describe, expect, it, test } from "vitest";
import type { z } from "zod";
import { beginSession } from "@/lib/accounts/begin-session";
import { inviteContact } from "@/lib/accounts/invite-contact";
import { permissionRow } from "@/lib/auth/permissions";
import { endContact } from "@/lib/clients/end-contact";
import { db } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { getRoom } from "@/lib/register/queries/get-room";
import { actorOf, door, join, tokenOf } from "@/tests/support/accounts";
import { allCommands } from "@/tests/support/all-commands";
import { makeContacts } from "@/tests/support/contacts";
import { recordActive } from "@/tests/support/grants";
import { refused } from "@/tests/support/outcomes";
import { confirmed } from "@/tests/support/proof";
import { sampleInput } from "@/tests/support/sample-input";
import { type ReadStudio, readStudio } from "./read-studio";
import { reads } from "./read-table";

/** A client's contact reads their room and their own sign-in; of everything else, nothing. */
const own = [
  "getRoom",
  "listRoomEndings",
  "listRoomRequests",
  "getForNewPasskey",
  "getOwnFactors",
  "listOwnPasskeys",
  "listOwnSessions",
];
const commands = await allCommands();

let studio: ReadStudio;
let contacts: Awaited<ReturnType<typeof makeContacts>>;
beforeAll(async () => {
  studio = await readStudio();
  contacts = await makeContacts(studio.world);
});

describe("a client's contact", () => {
  it.each(Object.keys(reads))("reads nothing of the studio by %s", async (name) => {
    const [, ask] = reads[name] ?? [];
    const answer = await Promise.resolve(ask?.(contacts.carla.actor, studio)).catch(
      (error: unknown) => error,
    );
    if (own.includes(name)) return expect(answer).not.toBeInstanceOf(Error);
    if (answer instanceof AppError) return expect(["forbidden", "not_found"]).toContain(answer.code);
    // What asks no permission, because it gives only one's own, has nothing for somebody who holds nothing.
    expect(answer ?? []).toEqual([]);
  });

  it.each(commands.map((command) => [command.commandName, command] as const))(
    "is refused by %s",
    async (_, command) => {
      const theirs = permissionRow(command.permission).who as readonly string[];
      if (theirs.includes("client_contact")) return;
      const input = sampleInput(command.input) as z.input<typeof command.input>;
      if (!command.input.safeParse(input).success) return;
      await refused(command(contacts.carla.actor, input), "forbidden");
    },
  );
});

describe("the room", () => {
  it("shows the own client's keys, also from above, and never another client", async () => {
    const { world } = studio;
    await recordActive(world, { who: "erik", asset: "manager", roles: ["Admin"] });
    const carlas = await getRoom(contacts.carla.actor);
    expect(carlas.clientName).toBe("Kite Insurance");
    expect(carlas.keys.map(({ holder, account }) => [holder.name, account.name])).toContainEqual([
      "Tariq Haddad",
      "Kite – Search",
    ]);
    expect(carlas.reach).toContainEqual({
      personName: "Erik Levy",
      roleName: "Admin",
      accountName: "Kite – Search",
      through: "Studio manager account",
    });
    expect(JSON.stringify(carlas)).not.toMatch(/Northwind|clickelement\.example/);
    const nils = await getRoom(contacts.nils.actor);
    expect(nils.clientName).toBe("Northwind Outdoor");
    expect(JSON.stringify(nils)).not.toMatch(/Kite/);
  });

  it("does not name another client's account that stands on the path", async () => {
    const { world } = studio;
    const link = {
      aboveId: world.assets.northwindAds,
      belowId: world.assets.kiteAds,
      kind: "parent" as const,
    };
    const { id } = await db.assetLink.create({ data: link });
    await recordActive(world, { who: "omar", asset: "northwindAds", roles: ["Admin"] });
    const { reach } = await getRoom(contacts.carla.actor);
    await db.assetLink.delete({ where: { id } });
    expect(reach.map(({ through }) => through).join()).not.toMatch(/Northwind/);
  });
});

describe("a contact's invitation", () => {
  test("begins an account for the room alone; ending the contact ends it at once", async () => {
    const { world } = studio;
    const { id: contactId } = await db.clientContact.create({
      data: { clientId: world.kite.id, name: "Mo Kite", email: "mo@client.example" },
    });
    const { link } = await confirmed(inviteContact, world.people.hannah.actor, { contactId });
    const { ticket } = await join(tokenOf(link));
    const { token } = await beginSession(door, { ticket, replaces: null, userAgent: null, device: null });
    const actor = await actorOf(token);
    expect(actor).toMatchObject({ kind: "contact", clientId: world.kite.id, roles: ["client_contact"] });
    await refused(
      confirmed(inviteContact, world.people.hannah.actor, { contactId }),
      "conflict",
      /can sign in already/,
    );
    await endContact(world.people.hannah.actor, { contactId });
    expect(await actorOf(token)).toBeNull();
    await db.clientContact.update({ where: { id: contactId }, data: { endedAt: null } });
    expect(await actorOf(token)).toBeNull();
  });

  test("is refused to who may not, without a proof, and for one who has ended", async () => {
    const { world } = studio;
    const { contactId } = contacts.nils;
    await refused(confirmed(inviteContact, world.people.omar.actor, { contactId }), "forbidden");
    await refused(inviteContact(world.people.aoife.actor, { contactId }), "unauthenticated", /Confirm/);
    const gone = await db.clientContact.create({
      data: { clientId: world.kite.id, name: "Gone", email: "gone@client.example", endedAt: new Date() },
    });
    await refused(
      confirmed(inviteContact, world.people.aoife.actor, { contactId: gone.id }),
      "conflict",
      /no longer speaks/,
    );
  });

  test("cannot give a contact a role of the studio: the database holds it", async () => {
    const { accountId } = contacts.carla;
    const byHand = (roles: ("owner" | "client_contact")[]) =>
      db.account.update({ where: { id: accountId }, data: { roles } });
    await expect(byHand(["owner"])).rejects.toThrow(/account_contact_apart/);
    await expect(byHand(["client_contact", "owner"])).rejects.toThrow(/account_contact_apart/);
  });
});
