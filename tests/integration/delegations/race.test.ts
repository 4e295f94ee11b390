import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { changeRoles } from "@/lib/accounts/change-roles";
import { disableAccount } from "@/lib/accounts/disable-account";
import { enableAccount } from "@/lib/accounts/enable-account";
import type { Actor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { endDelegation } from "@/lib/delegations/end-delegation";
import { makeDelegation } from "@/lib/delegations/make-delegation";
import { AppError } from "@/lib/errors";
import { askForAccess } from "@/lib/requests/ask-for-access";
import { decideItems } from "@/lib/requests/decide-items";
import { canDecide } from "@/lib/requests/rules/who-may";
import type { Role } from "@/prisma/generated/enums";
import { asNow } from "@/tests/support/as-now";
import { dayIn, givePasskey } from "@/tests/support/delegations";
import { inDays } from "@/tests/support/grants";
import { confirmed } from "@/tests/support/proof";
import { makeWorld, type Name, type World } from "@/tests/support/world";

let world: World;
const cast = ["ingrid", "hannah", "priya", "erik"] as const satisfies readonly Name[];
beforeAll(async () => {
  world = await makeWorld();
  for (const name of [...cast, "aoife"] as const) await givePasskey(world.people[name]);
});

/** What one of several does at once; `as` is who they were when their request began. */
type Step = { does: keyof typeof deeds; by: Name; of: Name; at: number; wait: number };
type As = ReadonlyMap<Name, Actor>;

/** Who would hold what is asked for, most of the time: nobody who decides. */
const others = ["omar", "tariq", "sara", "julia"] as const satisfies readonly Name[];

const actorOf = (as: As, name: Name): Actor => {
  const actor = as.get(name);
  if (!actor) throw new Error(`${name} is not one of the cast.`);
  return actor;
};
const pick = <Each>(all: readonly Each[], at: number): Each | undefined => all[at % Math.max(1, all.length)];
const powers = [
  ["security_lead"],
  ["account_manager"],
  ["account_manager", "security_lead"],
  ["owner", "staff"],
] as const;

const deeds = {
  async ask({ by, of, at }: Step, as: As) {
    const { assets, kite, people } = world;
    await askForAccess(actorOf(as, by), {
      clientId: kite.id,
      assetIds: [pick([assets.kiteAds, assets.kiteAnalytics, assets.kiteMeta], at) ?? ""],
      personIds: [people[at % 3 === 0 ? of : (pick(others, at) ?? of)].personId],
      work: ["look-at-reports"],
      until: inDays(30),
      reason: "The season",
    });
  },
  async decide({ by, at }: Step, as: As) {
    const items = await db.requestItem.findMany({ where: { state: "waiting" }, orderBy: { id: "asc" } });
    const item = pick(items, at);
    if (!item) return;
    const decision = at % 2 === 0 ? ("smallest" as const) : ("reject" as const);
    await confirmed(decideItems, actorOf(as, by), { itemIds: [item.id], decision, reason: "Looked at" });
  },
  async handOn({ by, of }: Step, as: As) {
    const input = { delegateId: world.people[of].personId, until: dayIn(5), reason: "Away" };
    await confirmed(makeDelegation, actorOf(as, by), input);
  },
  async endIt({ by, at }: Step, as: As) {
    const open = await db.delegation.findMany({ where: { endedAt: null }, orderBy: { id: "asc" } });
    const found = pick(open, at);
    if (found) await endDelegation(actorOf(as, by), { delegationId: found.id });
  },
  async roles({ of, at }: Step, as: As) {
    const roles = [...(pick(powers, at) ?? powers[0])];
    await confirmed(changeRoles, actorOf(as, "aoife"), { accountId: world.people[of].accountId, roles });
  },
  async disable({ of }: Step, as: As) {
    const { accountId } = world.people[of];
    await confirmed(disableAccount, actorOf(as, "aoife"), { accountId, reason: "Lost" });
  },
  async enable({ of }: Step, as: As) {
    await confirmed(enableAccount, actorOf(as, "aoife"), { accountId: world.people[of].accountId });
  },
};

const who = fc.constantFrom(...cast);
/** Hannah more often than others: she begins as the one who decides in Ingrid's place. */
const oftenHannah = fc.constantFrom("hannah" as const, "hannah" as const, ...cast);
const step = (by: fc.Arbitrary<Name>, ...does: Step["does"][]): fc.Arbitrary<Step> =>
  fc.record({ does: fc.constantFrom(...does), by, of: who, at: fc.nat(30), wait: fc.nat(12) });
const all = Object.keys(deeds) as Step["does"][];
/** Some ask; then everybody does something at once, most of it about the same few requests. */
const round = fc.tuple(
  fc.array(step(who, "ask"), { minLength: 3, maxLength: 4 }),
  fc.array(
    step(oftenHannah, ...all, "decide", "decide", "decide", "decide", "handOn", "roles", "roles", "endIt"),
    {
      minLength: 6,
      maxLength: 9,
    },
  ),
);

let done = 0;
async function attempt(each: Step, as: As): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, each.wait));
  try {
    await deeds[each.does](each, as);
    done += 1;
  } catch (error) {
    // Refused in words, and nothing was changed; anything else is a bug.
    if (!(error instanceof AppError)) throw error;
  }
}

const readAll = async (): Promise<As> =>
  new Map(
    await Promise.all(
      [...cast, "aoife" as const].map(async (name) => [name, await asNow(world, name)] as const),
    ),
  );

type Told = {
  roles: Map<string, Role[]>;
  disabled: Set<string>;
  delegations: Map<string, { from: string; to: string }>;
};

/**
 * Goes through the audit log, which stands in the order of the commits, and asks of every decision whether who decided
 * might have, by all that had been changed before it and nothing that came after. Gives how many, and what was wrong.
 */
async function judge(): Promise<{ decided: number; inPlace: number; wrong: string[] }> {
  const [events, items, delegations] = await Promise.all([
    db.auditEvent.findMany({ where: { outcome: "done" }, orderBy: { seq: "asc" } }),
    db.requestItem.findMany(),
    db.delegation.findMany(),
  ]);
  const people = Object.values(world.people);
  const so: Told = {
    roles: new Map(people.map(({ personId, actor }) => [personId, [...actor.roles]])),
    disabled: new Set(),
    delegations: new Map(),
  };
  const personOf = (accountId: string | null) =>
    people.find((player) => player.accountId === accountId)?.personId ?? "";
  const decides = (id: string) =>
    !so.disabled.has(id) &&
    (so.roles.get(id) ?? []).some((role) => role === "owner" || role === "security_lead");
  const placesOf = (id: string) =>
    [...so.delegations.values()].filter(({ from, to }) => to === id && decides(from)).map(({ from }) => from);
  let decided = 0;
  let inPlace = 0;
  const wrong: string[] = [];
  for (const { action, objectId, actorId, after, seq } of events) {
    const change = (after ?? {}) as { roles?: Role[]; disabled?: boolean; inPlaceOf?: string };
    if (action === "accounts.change-roles") so.roles.set(personOf(objectId), change.roles ?? []);
    if (action === "accounts.disable-account") so.disabled.add(personOf(objectId));
    if (action === "accounts.enable-account") so.disabled.delete(personOf(objectId));
    if (action === "delegations.make-delegation") {
      const made = delegations.find((each) => each.id === objectId);
      if (made) so.delegations.set(made.id, { from: made.delegatorId, to: made.delegateId });
    }
    if (action === "delegations.end-delegation") so.delegations.delete(objectId ?? "");
    if (action !== "requests.decide-items") continue;
    const item = items.find((each) => each.requestId === objectId);
    if (!item || !actorId) throw new Error("A decision is of an item, and by somebody.");
    decided += 1;
    if (change.inPlaceOf) inPlace += 1;
    const standIn = (personId: string) => ({
      personId,
      name: people.find((player) => player.personId === personId)?.name ?? "",
      roles: so.roles.get(personId) ?? [],
      until: new Date(),
      alsoFor: placesOf(personId),
    });
    const decider = {
      kind: "person" as const,
      sealed: false,
      personId: actorId,
      roles: so.roles.get(actorId) ?? [],
      inPlaceOf: placesOf(actorId).map(standIn),
    };
    const can = canDecide(decider, { ...item, needs: "one_approver" });
    const recorded = people.find((player) => player.name === change.inPlaceOf)?.personId ?? null;
    if (can !== true || so.disabled.has(actorId)) wrong.push(`event ${seq}: ${can}`);
    if (recorded !== item.inPlaceOfId) wrong.push(`event ${seq}: another place in the log than in the table`);
    if (recorded ? !placesOf(actorId).includes(recorded) : !decides(actorId))
      wrong.push(`event ${seq}: neither a role nor a place gave it`);
  }
  return { decided, inPlace, wrong };
}

it("whatever happens at once, nothing is decided by somebody who might not in that moment (SEC-11)", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(round, { minLength: 3, maxLength: 4 }), async (rounds) => {
      for (const [asks, deedsAtOnce] of rounds) {
        const before = await readAll();
        await db.requestItem.updateMany({ where: { state: "waiting" }, data: { state: "withdrawn" } });
        // Otherwise in the end nobody is left who decides, or hands it on.
        for (const of of cast) await attempt({ does: "enable", by: of, of, at: 0, wait: 0 }, before);
        await attempt({ does: "roles", by: "ingrid", of: "ingrid", at: 0, wait: 0 }, before);
        await attempt({ does: "roles", by: "hannah", of: "hannah", at: 1, wait: 0 }, before);
        for (const open of await db.delegation.findMany({ where: { endedAt: null } }))
          await endDelegation(actorOf(before, "aoife"), { delegationId: open.id });
        await attempt({ does: "handOn", by: "ingrid", of: "hannah", at: 0, wait: 0 }, await readAll());
        const asking = await readAll();
        for (const each of asks) await attempt({ ...each, wait: 0 }, asking);
        // One by the delegation with nothing beside it, so that some are in her place for certain.
        await attempt({ does: "decide", by: "hannah", of: "hannah", at: 0, wait: 0 }, await readAll());
        // Read once, before all of them: each goes on with who they were when their request began.
        const as = await readAll();
        const byHannah: Step = { does: "decide", by: "hannah", of: "hannah", at: asks.length, wait: 2 };
        await Promise.all([byHannah, ...deedsAtOnce].map((each) => attempt(each, as)));
      }
      expect((await judge()).wrong).toEqual([]);
    }),
    { numRuns: 6, seed: 20261126, endOnFailure: true },
  );
  const { decided, inPlace } = await judge();
  expect([decided > 10, inPlace > 3, done > 100], [decided, inPlace, done].join()).toEqual([
    true,
    true,
    true,
  ]);
}, 120_000);

it("of a role that is taken away, or a delegation that is ended, and a decision at once, the log says which was first", async () => {
  const { kite, assets, people } = world;
  for (let time = 0; time < 12; time += 1) {
    await db.account.updateMany({ data: { disabledAt: null } });
    await db.account.update({ where: { id: people.ingrid.accountId }, data: { roles: ["security_lead"] } });
    await db.account.update({ where: { id: people.hannah.accountId }, data: { roles: ["account_manager"] } });
    await db.delegation.updateMany({
      where: { endedAt: null },
      data: { endedAt: new Date(), endedBecause: "ended" },
    });
    await db.requestItem.updateMany({ where: { state: "waiting" }, data: { state: "withdrawn" } });
    const byPlace = time % 2 === 0;
    const handed = { delegateId: people.hannah.personId, until: dayIn(5), reason: "Away" };
    const { id: delegationId } = await confirmed(makeDelegation, await asNow(world, "ingrid"), handed);
    const asset = pick([assets.kiteAds, assets.kiteAnalytics, assets.kiteMeta], time) ?? "";
    const asked = await askForAccess(await asNow(world, "priya"), {
      clientId: kite.id,
      assetIds: [asset],
      personIds: [people.sara.personId],
      work: ["look-at-reports"],
      until: inDays(30),
      reason: "The season",
    });
    const item = await db.requestItem.findFirstOrThrow({ where: { requestId: asked.id } });
    const [decider, ingrid, aoife] = await Promise.all([
      asNow(world, byPlace ? "hannah" : "ingrid"),
      asNow(world, "ingrid"),
      asNow(world, "aoife"),
    ]);
    const settled = await Promise.allSettled([
      confirmed(decideItems, decider, { itemIds: [item.id], decision: "reject", reason: "No" }),
      byPlace && time % 4 === 0
        ? endDelegation(ingrid, { delegationId })
        : confirmed(changeRoles, aoife, { accountId: people.ingrid.accountId, roles: ["hr"] }),
    ]);
    const [decision, taking] = settled.map(({ status }) => status);
    expect(taking).toBe("fulfilled");
    const events = await db.auditEvent.findMany({
      where: {
        outcome: "done",
        OR: [{ objectId: asked.id }, { objectId: delegationId }, { objectId: people.ingrid.accountId }],
      },
      orderBy: { seq: "desc" },
      take: 2,
    });
    const lastIsTaking = events[0]?.action !== "requests.decide-items";
    // Decided: then it was before. Else nothing was decided.
    expect(decision === "fulfilled" ? lastIsTaking : events[0]?.action !== "requests.decide-items").toBe(
      true,
    );
    const state = (await db.requestItem.findUniqueOrThrow({ where: { id: item.id } })).state;
    expect(state).toBe(decision === "fulfilled" ? "rejected" : "waiting");
  }
}, 60_000);
