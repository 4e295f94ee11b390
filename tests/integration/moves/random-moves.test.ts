import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { systemActor } from "@/lib/auth/actor";
import { addMembership } from "@/lib/clients/add-membership";
import { endMembership } from "@/lib/clients/end-membership";
import { setKit } from "@/lib/clients/set-kit";
import { db } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { carryOutMove } from "@/lib/moves/carry-out-move";
import { decideLines } from "@/lib/moves/decide-lines";
import { proposeMove } from "@/lib/moves/propose-move";
import { readDifference } from "@/lib/moves/read-difference";
import { readSeats } from "@/lib/moves/read-seats";
import { defaultOf } from "@/lib/moves/rules/decisions";
import { recordActive } from "@/tests/support/grants";
import { makeWorld, type World } from "@/tests/support/world";
import { clearRequests } from "../requests/clear";
import { clearMover, dayIn, makeMover } from "./studio";

let studio: World;
beforeAll(async () => {
  studio = await makeWorld();
});

const places = [
  { asset: "kiteAds", roles: ["Read only", "Standard", "Admin"] },
  { asset: "kiteMeta", roles: ["View performance", "Manage campaigns (ads)", "Manage ad account"] },
  { asset: "kiteAnalytics", roles: ["Viewer", "Editor", "Administrator"] },
  { asset: "northwindAds", roles: ["Read only", "Standard", "Admin"] },
  { asset: "northwindAnalytics", roles: ["Viewer", "Editor", "Administrator"] },
  { asset: "manager", roles: ["Standard", "Admin"] },
] as const;
const roles = ["Analyst", "Media buyer", "Nobody in particular"] as const;

const step = fc.oneof(
  fc.record({
    kind: fc.constant("hold" as const),
    place: fc.constantFrom(...places),
    role: fc.nat({ max: 2 }),
  }),
  fc.record({
    kind: fc.constant("join" as const),
    client: fc.constantFrom("kite" as const, "northwind" as const),
    role: fc.constantFrom(...roles),
  }),
  fc.record({ kind: fc.constant("leave" as const), seat: fc.nat({ max: 5 }) }),
  fc.record({
    kind: fc.constant("move" as const),
    leaves: fc.array(fc.nat({ max: 5 }), { maxLength: 2 }),
    client: fc.constantFrom("kite" as const, "northwind" as const),
    role: fc.constantFrom(...roles),
    // Of each line: left to the rule, decided as the rule says, or kept for a while.
    decisions: fc.array(fc.constantFrom("none" as const, "rule" as const, "keep" as const), {
      minLength: 1,
      maxLength: 5,
    }),
  }),
);

/** What cannot be done (joined already, held already) is a refusal, and changes nothing. */
const tried = async (work: Promise<unknown>) => {
  await work.catch((error: unknown) => {
    if (!(error instanceof AppError)) throw error;
  });
};

it("leaves nobody with a key that is neither in a kit, nor kept with a reason and an end, nor on the worklist", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 7 }), async (steps) => {
      await clearMover(studio);
      await clearRequests();
      const { kite, northwind, world } = await makeMover(studio);
      const engagements = { kite, northwind };
      const { personId } = world.people.tariq;
      const hannah = world.people.hannah.actor;
      await setKit(hannah, {
        engagementId: northwind,
        role: "Media buyer",
        lines: [{ assetId: world.assets.northwindAds, work: ["publish-campaigns"] }],
      });
      for (const each of [...steps, ...steps.filter(({ kind }) => kind === "move").slice(0, 1)]) {
        const seats = await readSeats(db, personId);
        if (each.kind === "hold") {
          const name = each.place.roles[each.role % each.place.roles.length] ?? "";
          await tried(recordActive(world, { who: "tariq", asset: each.place.asset, roles: [name] }));
        } else if (each.kind === "join") {
          const seat = { engagementId: engagements[each.client], role: each.role, personId };
          await tried(addMembership(hannah, seat));
        } else if (each.kind === "leave") {
          const seat = seats[each.seat % Math.max(seats.length, 1)];
          if (seat) await endMembership(hannah, { membershipId: seat.membershipId });
        } else {
          const ends = [
            ...new Set(
              each.leaves.flatMap((of) => seats[of % Math.max(seats.length, 1)]?.membershipId ?? []),
            ),
          ];
          const proposed = await proposeMove(world.people.sara.actor, {
            personId,
            title: `Title ${crypto.randomUUID()}`,
            ends,
            begins: [{ engagementId: engagements[each.client], role: each.role }],
            effectiveOn: dayIn(0),
          }).catch((error: unknown) => {
            // They would have one role twice.
            if (error instanceof AppError) return null;
            throw error;
          });
          if (!proposed) continue;
          const { moveId } = proposed;
          const lines = await db.moveLine.findMany({ where: { moveId }, orderBy: { id: "asc" } });
          const decided = lines.flatMap((line, place) => {
            const how = each.decisions[place % each.decisions.length];
            if (how === "none" || how === undefined) return [];
            const keeps = how === "keep" && (line.verdict === "take_away" || line.verdict === "lower");
            return [
              keeps
                ? { lineId: line.id, decision: "keep" as const, reason: "For a while", keepUntil: dayIn(30) }
                : { lineId: line.id, decision: defaultOf(line.verdict) },
            ];
          });
          if (decided.length > 0) await decideLines(world.people.ingrid.actor, { moveId, lines: decided });
          expect(await carryOutMove(systemActor("mover"), { moveId })).toMatchObject({ outcome: "done" });
          await expectNothingStays(personId, moveId);
        }
      }
    }),
    { numRuns: 8, endOnFailure: true },
  );
}, 120_000);

async function expectNothingStays(personId: string, moveId: string) {
  const { keys, lines } = await readDifference(db, personId, await readSeats(db, personId));
  const covered = new Set(
    lines.flatMap((line) => ("grantId" in line && line.verdict === "keep" ? line.grantId : [])),
  );
  const going = await db.taskGrant.findMany({
    where: { effect: "remove", task: { state: { in: ["open", "invited", "waiting_for_platform"] } } },
    select: { grantId: true },
  });
  const kept = await db.moveLine.findMany({
    where: { moveId, decision: "keep", keepUntil: { not: null }, NOT: { reason: null } },
    include: { grant: { select: { endsAt: true } } },
  });
  for (const line of kept)
    expect(line.grant?.endsAt?.getTime()).toBeLessThan((line.keepUntil?.getTime() ?? 0) + 86_400_000);
  const stays = keys.filter(
    ({ grantId }) =>
      !covered.has(grantId) &&
      !going.some((each) => each.grantId === grantId) &&
      !kept.some((line) => line.grantId === grantId),
  );
  expect(stays.map((key) => `${key.roleName} on ${key.assetName}`)).toEqual([]);
}
