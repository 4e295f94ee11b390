import { beforeAll, describe, expect, it } from "vitest";
import { inviteMember } from "@/lib/accounts/invite-member";
import { withdrawInvitation } from "@/lib/accounts/withdraw-invitation";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { attestTask } from "@/lib/register/attest-task";
import { noteProgress } from "@/lib/register/note-progress";
import { askForAccess } from "@/lib/requests/ask-for-access";
import { decideItems } from "@/lib/requests/decide-items";
import { inDays } from "@/tests/support/grants";
import { refused } from "@/tests/support/outcomes";
import { makeWorld, type World } from "@/tests/support/world";

let world: World;
let personId: string;
let taskId: string;
const firstDay = new Date(`${inDays(5).toISOString().slice(0, 10)}T00:00:00Z`);

beforeAll(async () => {
  world = await makeWorld();
  await inviteMember(systemActor("operator"), {
    name: "June Newman",
    email: "june@clickelement.example",
    roles: ["staff"],
    startsOn: firstDay.toISOString().slice(0, 10),
  });
  const june = await db.person.findUniqueOrThrow({ where: { email: "june@clickelement.example" } });
  personId = june.id;
  expect(june.startsOn).toEqual(firstDay);
});

const arrives = (startsOn: Date) => db.person.update({ where: { id: personId }, data: { startsOn } });
const attest = () =>
  attestTask(world.people.erik.actor, { taskId, outcome: "done", note: "Added.", followUps: [] });

describe("whoever has not begun", () => {
  it("can be asked and decided for: the grant begins on their first day, and its task is due a day after", async () => {
    const { id } = await askForAccess(world.people.hannah.actor, {
      clientId: world.kite.id,
      assetIds: [world.assets.kiteAnalytics],
      personIds: [personId],
      work: ["look-at-reports"],
      until: inDays(60),
      reason: "The season",
    });
    const items = await db.requestItem.findMany({ where: { requestId: id, state: "waiting" } });
    if (items.length > 0)
      await decideItems(world.people.ingrid.actor, {
        itemIds: items.map((item) => item.id),
        decision: "smallest",
        reason: "They join.",
      });
    const grant = await db.grant.findFirstOrThrow({ where: { personId }, include: { tasks: true } });
    expect(grant).toMatchObject({ state: "to_grant", startsAt: firstDay });
    taskId = grant.tasks[0]?.taskId ?? "";
    const task = await db.task.findUniqueOrThrow({ where: { id: taskId } });
    expect(task.dueAt).toEqual(new Date(firstDay.getTime() + 86_400_000));
  });

  it("is given nothing before the first day, not even an invitation there", async () => {
    await refused(attest(), "conflict", /their first day is/);
    await refused(
      noteProgress(world.people.erik.actor, { taskId, progress: "invited" }),
      "conflict",
      /first day/,
    );
    expect((await db.grant.findFirstOrThrow({ where: { personId } })).state).toBe("to_grant");
  });

  it("is given nothing while an invitation waits, and what was decided once they are there", async () => {
    await arrives(inDays(-1));
    await refused(attest(), "conflict", /invitation/);
    const link = await db.oneTimeLink.findFirstOrThrow({ where: { personId } });
    await withdrawInvitation(systemActor("operator"), { linkId: link.id });
    await attest();
    expect((await db.grant.findFirstOrThrow({ where: { personId } })).state).toBe("active");
  });
});
