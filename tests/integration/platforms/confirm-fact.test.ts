import { beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { confirmFact } from "@/lib/platforms/confirm-fact";
import { getPlatform } from "@/lib/platforms/queries";
import { refused, twiceAtOnce } from "@/tests/support/outcomes";
import { makeWorld, type World } from "@/tests/support/world";

let world: World;
const input = {
  platformId: "google_ads",
  fact: "grantSteps",
  how: "Seen in the account's own help.",
} as const;

describe("confirming a fact of a platform", () => {
  beforeAll(async () => {
    world = await makeWorld();
  });

  it("counts as verified from then on, with name and day, and is done once", async () => {
    const ingrid = world.people.ingrid.actor;
    const before = await getPlatform(ingrid, "google_ads");
    expect(before?.facts.grantStepsVerified).toBe(false);
    await twiceAtOnce(() => confirmFact(ingrid, input));
    const after = await getPlatform(ingrid, "google_ads");
    expect(after?.facts.grantStepsVerified).toBe(true);
    expect(after?.confirmed).toMatchObject([{ fact: "grantSteps", by: "Ingrid Dahl" }]);
    expect(await db.auditEvent.count({ where: { action: "platforms.confirm-fact", outcome: "done" } })).toBe(
      1,
    );
  });

  it("holds no more when the catalogue's words have changed", async () => {
    const { facts } = await db.platform.findUniqueOrThrow({ where: { id: "google_ads" } });
    const changed = { ...(facts as Record<string, unknown>), grantSteps: ["Another way."] };
    await db.platform.update({ where: { id: "google_ads" }, data: { facts: changed } });
    const shown = await getPlatform(world.people.ingrid.actor, "google_ads");
    expect(shown?.facts.grantStepsVerified).toBe(false);
    expect(shown?.confirmed).toEqual([]);
  });

  it("leaves alone what the source has verified", async () => {
    await confirmFact(world.people.ingrid.actor, { ...input, fact: "mfa" });
    expect(await db.factConfirmation.count({ where: { fact: "mfa" } })).toBe(0);
  });

  it("is refused to who may not, for no platform, and for what is no fact", async () => {
    await refused(confirmFact(world.people.omar.actor, input), "forbidden");
    await refused(confirmFact(world.people.ingrid.actor, { ...input, platformId: "nowhere" }), "not_found");
    await refused(confirmFact(world.people.ingrid.actor, { ...input, fact: "x" as "mfa" }), "invalid_input");
    await refused(confirmFact(world.people.ingrid.actor, { ...input, how: " " }), "invalid_input");
  });
});
