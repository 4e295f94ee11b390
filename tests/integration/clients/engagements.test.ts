import { beforeAll, describe, expect, it } from "vitest";
import { addEngagement } from "@/lib/clients/add-engagement";
import { addMembership } from "@/lib/clients/add-membership";
import { editEngagement } from "@/lib/clients/edit-engagement";
import { endEngagement } from "@/lib/clients/end-engagement";
import { endMembership } from "@/lib/clients/end-membership";
import { getEngagement } from "@/lib/clients/queries/get-engagement";
import { listEngagements } from "@/lib/clients/queries/list-engagements";
import { giveOmarAKey, takeBack } from "@/tests/support/keys";
import { refused, twiceAtOnce } from "@/tests/support/outcomes";
import { makeWorld, type World } from "@/tests/support/world";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
const hannah = () => world.people.hannah.actor;
const omar = () => world.people.omar.actor;
const input = () => ({ clientId: world.kite.id, name: "Analytics", startsOn: "2026-03-01" });

describe("engagements", () => {
  it("are added once, with the strictest commitments in force", async () => {
    const promised = {
      ...input(),
      notificationHours: "24",
      longestGrantDays: "900",
      clientMfaRequired: "on" as const,
    };
    expect(await twiceAtOnce(() => addEngagement(hannah(), promised))).toBe(1);
    const [row, ...more] = (await listEngagements(hannah(), { clientId: world.kite.id })).filter(
      (each) => each.name === "Analytics",
    );
    expect(more).toEqual([]);
    const engagement = await getEngagement(hannah(), row?.id ?? "");
    expect(engagement?.own).toMatchObject({ notificationHours: 24, longestGrantDays: 900 });
    expect(engagement?.effective).toMatchObject({
      notificationHours: 24,
      longestGrantDays: 365,
      clientMfaRequired: true,
    });
  });

  it("refuse staff, days in the wrong order, a signature to come, and numbers out of range", async () => {
    await refused(addEngagement(omar(), input()), "forbidden");
    const other = { ...input(), name: "Other" };
    await refused(
      addEngagement(hannah(), { ...other, endsOn: "2026-01-01" }),
      "invalid_input",
      /before the first/,
    );
    await refused(
      addEngagement(hannah(), { ...other, dpaSignedOn: "2999-01-01" }),
      "invalid_input",
      /not come/,
    );
    await refused(addEngagement(hannah(), { ...other, notificationHours: 0 }), "invalid_input");
    await refused(addEngagement(hannah(), { ...other, startsOn: "2026-02-30" }), "invalid_input");
    await refused(addEngagement(hannah(), { ...other, clientId: crypto.randomUUID() }), "not_found");
  });

  it("are not shortened below, nor ended under, a key", async () => {
    const key = await giveOmarAKey(world);
    const { engagementId } = world.kite;
    const fields = {
      engagementId,
      name: "Performance marketing",
      startsOn: "2026-01-01",
      agreementRef: "MSA-kite",
    };
    await refused(editEngagement(hannah(), { ...fields, endsOn: "2026-12-31" }), "conflict", /1 key runs/);
    await editEngagement(hannah(), { ...fields, endsOn: "2027-06-30" });
    const changed = await getEngagement(hannah(), engagementId);
    expect(changed).toMatchObject({ endsOn: new Date("2027-06-30"), dpaRef: null, keys: 1 });
    await refused(endEngagement(hannah(), { engagementId }), "conflict", /1 key/);
    await refused(editEngagement(omar(), fields), "forbidden");
    await takeBack(key);
  });

  it("end once, with the seats on them", async () => {
    const { id: engagementId } = await addEngagement(hannah(), { ...input(), name: "Short" });
    await addMembership(hannah(), { engagementId, personId: world.people.omar.personId, role: "Buyer" });
    expect(await twiceAtOnce(() => endEngagement(hannah(), { engagementId }))).toBe(1);
    const ended = await getEngagement(hannah(), engagementId);
    expect(ended).toMatchObject({ members: [], formerMembers: [{ role: "Buyer" }], can: { write: false } });
    const late = { engagementId, personId: world.people.omar.personId, role: "Buyer" };
    await refused(addMembership(hannah(), late), "conflict", /ended on/);
    await refused(endEngagement(omar(), { engagementId }), "forbidden");
  });
});

describe("seats on an engagement", () => {
  it("are taken and given up once", async () => {
    const { engagementId } = world.kite;
    const seat = { engagementId, personId: world.people.tariq.personId, role: "Buyer" };
    expect(await twiceAtOnce(() => addMembership(hannah(), seat))).toBe(1);
    await refused(addMembership(hannah(), { ...seat, role: "buyer" }), "conflict", /Tariq Haddad is buyer/);
    const members = (await getEngagement(hannah(), engagementId))?.members ?? [];
    const membershipId = members.find((each) => each.person.name === "Tariq Haddad")?.id ?? "";
    await refused(endMembership(omar(), { membershipId }), "forbidden");
    expect(await twiceAtOnce(() => endMembership(hannah(), { membershipId }))).toBe(1);
    await refused(addMembership(hannah(), { ...seat, personId: crypto.randomUUID() }), "conflict");
    await refused(addMembership(hannah(), { ...seat, role: "" }), "invalid_input");
    await refused(endMembership(hannah(), { membershipId: "x" }), "invalid_input");
  });
});
