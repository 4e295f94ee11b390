import { beforeAll, describe, expect, it } from "vitest";
import { addEngagement } from "@/lib/clients/add-engagement";
import { addMembership } from "@/lib/clients/add-membership";
import { setKit } from "@/lib/clients/set-kit";
import { db } from "@/lib/db";
import { askForKits } from "@/lib/moves/ask-for-kits";
import { getArrival } from "@/lib/moves/queries/get-arrival";
import { listArrivals } from "@/lib/moves/queries/list-arrivals";
import { addPerson } from "@/lib/people/add-person";
import { recordActive } from "@/tests/support/grants";
import { refused, twiceAtOnce } from "@/tests/support/outcomes";
import { makeWorld, type Name, type World } from "@/tests/support/world";
import { dayIn } from "./studio";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});

const as = (name: Name) => world.people[name].actor;
let count = 0;

/** Somebody who begins in so many days, on an engagement of Kite and one of Northwind, each with a kit. */
async function joiner(days: number, seats: readonly ("kite" | "northwind")[] = ["kite", "northwind"]) {
  count += 1;
  const { id: personId } = await addPerson(as("sara"), {
    name: `Nia ${count}`,
    email: `nia${count}@studio.example`,
    startsOn: dayIn(days),
  });
  for (const client of seats) {
    const { id: engagementId } = await addEngagement(as("hannah"), {
      clientId: world[client].id,
      name: `Join ${count}`,
      startsOn: dayIn(-30),
      endsOn: dayIn(300),
    });
    const assets =
      client === "kite"
        ? [world.assets.kiteAnalytics, world.assets.kiteMeta]
        : [world.assets.northwindAnalytics];
    await setKit(as("hannah"), {
      engagementId,
      role: "Analyst",
      lines: assets.map((assetId) => ({ assetId, work: ["look-at-reports"] })),
    });
    await addMembership(as("hannah"), { engagementId, personId, role: "analyst" });
  }
  return personId;
}

const linesOf = async (personId: string, by: Name = "hannah") => {
  const arrival = await getArrival(as(by), personId);
  return arrival?.lines.map((line) => line.kitLineId) ?? [];
};
const row = async (personId: string) =>
  (await listArrivals(as("hannah"))).find((each) => each.id === personId);

describe("somebody who joins", () => {
  it("is proposed the kits of all their engagements, asked for by one press, and gets nothing before the first day", async () => {
    const personId = await joiner(5);
    expect(await row(personId)).toMatchObject({ seats: 2, accounts: 3, unasked: 3, invited: false });
    const arrival = await getArrival(as("hannah"), personId);
    expect(arrival).toMatchObject({
      begun: false,
      invited: "not_invited",
      deviceFor: [],
      waiting: 0,
      asks: true,
    });
    expect(arrival?.lines.map((line) => [line.verdict, line.asset.clientName])).toEqual([
      ["propose", "Kite Insurance"],
      ["propose", "Kite Insurance"],
      ["propose", "Northwind Outdoor"],
    ]);
    const asked = await askForKits(as("hannah"), { personId, kitLineIds: await linesOf(personId) });
    expect(asked.items).toBe(3);
    const items = await db.requestItem.findMany({ where: { personId }, include: { request: true } });
    expect(new Set(items.map((item) => item.request.clientId))).toEqual(
      new Set([world.kite.id, world.northwind.id]),
    );
    expect(items.every((item) => item.requesterId === world.people.hannah.personId)).toBe(true);
    // Those that the policy gave at once begin on the first day; the others wait for a decision.
    const startsOn = new Date(`${dayIn(5)}T00:00:00Z`);
    for (const grant of await db.grant.findMany({ where: { personId } }))
      expect([grant.state, grant.startsAt]).toEqual(["to_grant", startsOn]);
    expect(await linesOf(personId)).toEqual([]);
    expect(await row(personId)).toMatchObject({ unasked: 0 });
  });

  it("is asked for once by two at once, and again there is nothing", async () => {
    const personId = await joiner(2);
    const kitLineIds = await linesOf(personId);
    expect(await twiceAtOnce(() => askForKits(as("hannah"), { personId, kitLineIds }))).toBe(1);
    expect(await db.requestItem.count({ where: { personId } })).toBe(3);
    await refused(askForKits(as("hannah"), { personId, kitLineIds }), "conflict", /Nothing of this is left/);
  });

  it("is asked for what was on the screen, and not for what they hold or came since", async () => {
    const personId = await joiner(-1, ["kite"]);
    const [first = "", second = ""] = await linesOf(personId);
    expect((await askForKits(as("sara"), { personId, kitLineIds: [first] })).items).toBe(1);
    const arrival = await getArrival(as("hannah"), personId);
    expect(arrival?.lines.map((line) => line.kitLineId)).toEqual([second]);
    expect(arrival?.begun).toBe(true);
    await refused(askForKits(as("hannah"), { personId, kitLineIds: [crypto.randomUUID()] }), "conflict");
  });

  it("of theirs, what they hold already is not proposed", async () => {
    await recordActive(world, { who: "omar", asset: "northwindAnalytics", roles: ["Viewer"] });
    const { id: engagementId } = await addEngagement(as("hannah"), {
      clientId: world.northwind.id,
      name: "Held already",
      startsOn: dayIn(-30),
      endsOn: dayIn(300),
    });
    await setKit(as("hannah"), {
      engagementId,
      role: "Reporter",
      lines: [{ assetId: world.assets.northwindAnalytics, work: ["look-at-reports"] }],
    });
    const { personId } = world.people.omar;
    await addMembership(as("hannah"), { engagementId, personId, role: "Reporter" });
    const arrival = await getArrival(as("hannah"), personId);
    expect(arrival?.lines.filter((line) => line.asset.id === world.assets.northwindAnalytics)).toEqual([]);
  });

  it("says what stands between them and their first access", async () => {
    const personId = await joiner(5, ["kite"]);
    await db.engagement.updateMany({
      where: { memberships: { some: { personId } } },
      data: { compliantDeviceRequired: true },
    });
    await db.oneTimeLink.create({
      data: {
        ...{ kind: "invite", personId, tokenHash: Buffer.from(personId), roles: ["staff"] },
        expiresAt: new Date(Date.now() + 86_400_000),
      },
    });
    expect(await getArrival(as("sara"), personId)).toMatchObject({
      ...{ invited: "waits", device: "unknown", begun: false },
      deviceFor: [expect.stringMatching(/^Kite Insurance: Join/)],
    });
    await db.oneTimeLink.updateMany({ where: { personId }, data: { expiresAt: new Date(0) } });
    expect((await getArrival(as("sara"), personId))?.invited).toBe("ran_out");
  });

  it("without work stays in the list until they have some; who leaves is not in it", async () => {
    const personId = await joiner(-3, []);
    expect(await row(personId)).toMatchObject({ seats: 0, accounts: 0 });
    await db.person.update({ where: { id: personId }, data: { accessEndsAt: new Date() } });
    expect(await row(personId)).toBeUndefined();
    expect((await getArrival(as("hannah"), personId))?.asks).toMatch(/has left, or is away/);
  });
});

it("is asked for by who asks for others, and by oneself", async () => {
  const personId = await joiner(3);
  const kitLineIds = await linesOf(personId);
  for (const name of ["omar", "tariq"] as const)
    await refused(askForKits(as(name), { personId, kitLineIds }), "not_found");
  await refused(askForKits(as("hannah"), { personId, kitLineIds: [] }), "invalid_input");
  await refused(askForKits(as("hannah"), { personId: crypto.randomUUID(), kitLineIds }), "not_found");
  expect(await getArrival(as("hannah"), crypto.randomUUID())).toBeNull();
  expect(await getArrival(as("hannah"), "x")).toBeNull();
});
