import { beforeAll, describe, expect, test } from "vitest";
import { inviteMember } from "@/lib/accounts/invite-member";
import { getLink } from "@/lib/accounts/links";
import { makeSetupLink } from "@/lib/accounts/make-setup-link";
import { withdrawInvitation } from "@/lib/accounts/withdraw-invitation";
import { type Actor, systemActor } from "@/lib/auth/actor";
import { sha256 } from "@/lib/crypto";
import { db } from "@/lib/db";
import { actorOf, door, join, sessionOf, setupToken, signedIn, tokenOf } from "@/tests/support/accounts";
import { confirmed } from "@/tests/support/proof";

const setup = systemActor("setup");
const operator = systemActor("operator");
const ola = { name: "Ola Nordin", email: "ola@studio.example" };

describe("the setup link", () => {
  test("of an earlier start is withdrawn by the next", async () => {
    const first = await setupToken();
    const second = await setupToken();
    await expect(getLink(door, first)).rejects.toThrow(/newer one took its place/);
    expect(await getLink(door, second)).toMatchObject({ kind: "setup", roles: ["owner"] });
  });

  test("is made once by two starts at once", async () => {
    await Promise.all([makeSetupLink(setup, {}), makeSetupLink(setup, {})]);
    expect(await db.oneTimeLink.count({ where: { kind: "setup", withdrawnAt: null } })).toBe(1);
  });

  test("that is older than thirty minutes opens nothing", async () => {
    const token = await setupToken();
    await db.$executeRaw`UPDATE "OneTimeLink" SET "expiresAt" = now() - interval '1 second' WHERE "tokenHash" = ${sha256(token)}`;
    await expect(getLink(door, token)).rejects.toThrow(/too old/);
  });

  test.each([
    [{ userVerified: false }, /could not be checked/],
    [{ origin: "https://keyholder.example.net" }, /could not be checked/],
    [{ crossOrigin: true }, /inside another site/],
  ])("makes no owner with a passkey that was made wrongly: %o", async (how, words) => {
    const token = await setupToken();
    await expect(join(token, ola, how)).rejects.toThrow(words);
    expect(await db.account.count()).toBe(0);
    expect(await getLink(door, token)).toMatchObject({ kind: "setup" });
    const refused = await db.auditEvent.findFirst({
      where: { outcome: "refused" },
      orderBy: { seq: "desc" },
    });
    expect(refused).toMatchObject({ action: "accounts.accept-link", objectName: "setup link" });
  });

  test("needs a name and an address", async () => {
    await expect(join(await setupToken())).rejects.toMatchObject({ code: "invalid_input" });
  });

  test("used twice at once makes one owner, and there is no other link after that", async () => {
    const token = await setupToken();
    const results = await Promise.allSettled([
      join(token, ola),
      join(token, { name: "Mallory", email: "mallory@example.net" }),
    ]);
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await db.account.count()).toBe(1);
    expect(await db.person.count()).toBe(1);
    expect(await makeSetupLink(setup, {})).toBeNull();
    await expect(getLink(door, token)).rejects.toThrow(/already used/);
  });
});

describe("an invitation", () => {
  let owner: Actor;
  const maria = { name: "Maria Keller", email: "maria@studio.example" };

  beforeAll(async () => {
    const { link } = await inviteMember(operator, {
      name: "Second",
      email: "second@studio.example",
      roles: ["owner"],
    });
    owner = await signedIn(await sessionOf((await join(tokenOf(link))).ticket));
  });

  test("gives the person their roles by a passkey of their own, and is audited", async () => {
    const { link } = await confirmed(inviteMember, owner, { ...maria, roles: ["hr", "hr", "staff"] });
    expect(link).toMatch(/\/invite#[\w-]{43}$/);
    const { ticket } = await join(tokenOf(link));
    expect(await actorOf(await sessionOf(ticket))).toMatchObject({
      name: "Maria Keller",
      roles: ["hr", "staff"],
    });
    const events = await db.auditEvent.findMany({ orderBy: { seq: "desc" }, take: 4 });
    expect(events.map(({ action }) => action)).toEqual([
      "accounts.begin-session",
      "accounts.accept-link",
      "accounts.accept-link",
      "accounts.invite-member",
    ]);
    expect(JSON.stringify(events.map(({ before, after }) => [before, after]))).not.toContain(tokenOf(link));
  });

  test("used twice at once makes one account", async () => {
    const { link } = await confirmed(inviteMember, owner, {
      name: "Tomas Berg",
      email: "tomas@studio.example",
      roles: ["staff"],
    });
    const results = await Promise.allSettled([join(tokenOf(link)), join(tokenOf(link)), join(tokenOf(link))]);
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(
      await db.passkey.count({ where: { account: { person: { email: "tomas@studio.example" } } } }),
    ).toBe(1);
  });

  test("is not for those who can sign in already, nor for those who have left", async () => {
    await expect(confirmed(inviteMember, owner, { ...maria, roles: ["owner"] })).rejects.toThrow(
      /can sign in already/,
    );
    await db.person.create({ data: { name: "Gone", email: "gone@studio.example", endedAt: new Date() } });
    await expect(
      confirmed(inviteMember, owner, { email: "gone@studio.example", roles: ["staff"] }),
    ).rejects.toThrow(/left/);
  });

  test("needs a person, a role, and an owner or the operator", async () => {
    await expect(confirmed(inviteMember, owner, { roles: ["staff"] })).rejects.toMatchObject({
      code: "invalid_input",
    });
    await expect(
      confirmed(inviteMember, owner, { email: "new@studio.example", roles: ["staff"] }),
    ).rejects.toThrow(/name/);
    await expect(confirmed(inviteMember, owner, { ...maria, roles: [] })).rejects.toMatchObject({
      fields: { roles: ["Choose at least one role."] },
    });
    const lead = { ...owner, roles: ["security_lead" as const] };
    await expect(confirmed(inviteMember, lead, { ...maria, roles: ["owner"] })).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  test("that is withdrawn opens nothing; one that was used is not withdrawn", async () => {
    const { link } = await confirmed(inviteMember, owner, {
      name: "Uma",
      email: "uma@studio.example",
      roles: ["staff"],
    });
    const { id: linkId } = await getLink(door, tokenOf(link));
    await withdrawInvitation(owner, { linkId });
    await withdrawInvitation(owner, { linkId });
    await expect(join(tokenOf(link))).rejects.toThrow(/withdrawn/);
    const used = await db.oneTimeLink.findFirstOrThrow({
      where: { kind: "invite", consumedAt: { not: null } },
    });
    await expect(withdrawInvitation(owner, { linkId: used.id })).rejects.toThrow(/has used this invitation/);
  });

  test("of a person whose access ends meanwhile opens nothing", async () => {
    const { link } = await confirmed(inviteMember, owner, {
      name: "Vera",
      email: "vera@studio.example",
      roles: ["staff"],
    });
    await db.person.update({ where: { email: "vera@studio.example" }, data: { accessEndsAt: new Date(0) } });
    await expect(join(tokenOf(link))).rejects.toThrow(/last working day/);
  });
});
