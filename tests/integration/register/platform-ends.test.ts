import { beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { attestTask } from "@/lib/register/attest-task";
import { beginGrants } from "@/lib/register/begin-grants";
import { changeGrantEnd } from "@/lib/register/change-grant-end";
import { PLATFORM_END } from "@/lib/register/make-end-steps";
import { getTask } from "@/lib/register/queries/get-task";
import { withdrawGrants } from "@/lib/register/withdraw-grants";
import { dayInWords } from "@/lib/requests/rules/words";
import { inDays, screenshot } from "@/tests/support/grants";
import { refused } from "@/tests/support/outcomes";
import { confirmed } from "@/tests/support/proof";
import { makeWorld, type World } from "@/tests/support/world";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});

/** The last moment of a day so many days on: what a form's day means. */
const endOf = (days: number) => new Date(`${inDays(days).toISOString().slice(0, 10)}T23:59:59Z`);

let accounts = 0;
/** A grant that begins on a new account of this platform, with its task. */
async function begin(platformId: string, type: string, role: string, endsAt = endOf(40)) {
  accounts += 1;
  const asset = await db.asset.create({
    data: {
      clientId: world.kite.id,
      platformId,
      type,
      externalId: `end ${accounts}`,
      name: `Account ${accounts}`,
      custodianId: world.people.erik.personId,
    },
  });
  const { omar, ingrid } = world.people;
  const grant = {
    personId: omar.personId,
    assetId: asset.id,
    roleIds: [world.role(platformId, role, type)],
    purpose: "Lists",
    endsAt,
  };
  const { begun, tasks } = await beginGrants(ingrid.actor, { grants: [grant], cause: "request" });
  return { grant, grantId: begun[0]?.grantId ?? "", taskId: tasks[0]?.id ?? "" };
}

const stepsOf = async (taskId: string) =>
  (await db.taskFollowUp.findMany({ where: { taskId, kind: PLATFORM_END } })).map((row) => row.detail);

const permissionSet = () => begin("salesforce", "org", "Permission set (additional)");

async function attest(taskId: string, answer: "done" | "skipped" | null) {
  const rows = await db.taskFollowUp.findMany({ where: { taskId } });
  const followUps = answer ? rows.map(({ id }) => ({ ids: [id], answer, note: "Seen in the list" })) : [];
  return attestTask(world.people.erik.actor, { taskId, outcome: "done", followUps, files: [screenshot()] });
}

const endTasks = (grantId: string) =>
  db.task.findMany({ where: { kind: "set_end", causeId: grantId }, orderBy: { number: "asc" } });

const move = (grantId: string, endsAt: Date) =>
  changeGrantEnd(world.people.ingrid.actor, { grantId, endsAt, reason: "The season" });

describe("where the catalogue knows of an end on the platform", () => {
  it("the task that gives access says so with its day, and is done when it is said whether it is set", async () => {
    const { taskId } = await permissionSet();
    const [step = ""] = await stepsOf(taskId);
    expect(step).toBe(
      `In the assignment of Permission set (additional) set Expires On to ${dayInWords(endOf(40))}; after that the org takes it away by itself.`,
    );
    expect((await getTask(world.people.erik.actor, taskId))?.steps.at(-1)).toBe(step);
    await refused(attest(taskId, null), "invalid_input", /end of its own. Say whether it is set/);
    await attest(taskId, "done");
    expect(await db.taskFollowUp.findMany({ where: { taskId } })).toMatchObject([{ answer: "done" }]);
  });

  it("an end that moves before it is given is asked for anew in the same task", async () => {
    const { taskId, grantId } = await permissionSet();
    await move(grantId, endOf(20));
    expect(await stepsOf(taskId)).toEqual([expect.stringContaining(`to ${dayInWords(endOf(20))};`)]);
    expect(await endTasks(grantId)).toEqual([]);
  });

  it("an end that moves afterwards is a task: one at a time, in place of the one before, gone with the access", async () => {
    const { taskId, grantId, grant } = await permissionSet();
    await attest(taskId, "done");
    await move(grantId, endOf(20));
    const [first] = await endTasks(grantId);
    expect(first).toMatchObject({ state: "open", assigneeId: world.people.erik.personId });
    expect(first?.title).toMatch(/^Set the end of Omar Rahman’s Permission set .* on Account \d+ to /);
    await attest(first?.id ?? "", "skipped");
    // An approved extension comes the same way.
    await beginGrants(world.people.ingrid.actor, {
      grants: [{ ...grant, endsAt: endOf(60) }],
      cause: "request",
    });
    await move(grantId, endOf(70));
    const states = (await endTasks(grantId)).map((task) => task.state);
    expect(states).toEqual(["attested", "cancelled", "open"]);
    expect(await stepsOf((await endTasks(grantId)).at(-1)?.id ?? "")).toEqual([
      expect.stringContaining(`to ${dayInWords(endOf(70))};`),
    ]);
    await confirmed(withdrawGrants, world.people.ingrid.actor, { grantIds: [grantId], reason: "Not needed" });
    expect((await endTasks(grantId)).map((task) => task.state)).toEqual([
      "attested",
      "cancelled",
      "cancelled",
    ]);
  });

  it("says nothing of roles that have none, of platforms where nothing is known, and of ends too far away", async () => {
    const profile = await begin("salesforce", "org", "Read Only");
    const ads = await begin("google_ads", "ad_account", "Standard");
    const far = await begin("meta_business", "business_portfolio", "Basic access", endOf(80));
    for (const { taskId } of [profile, ads, far]) expect(await stepsOf(taskId)).toEqual([]);
    await attest(ads.taskId, null);
    await move(ads.grantId, endOf(10));
    expect(await endTasks(ads.grantId)).toEqual([]);
    const near = await begin("meta_business", "business_portfolio", "Basic access", endOf(30));
    expect(await stepsOf(near.taskId)).toEqual([
      expect.stringMatching(/temporary access.*Nobody has verified/),
    ]);
  });
});
