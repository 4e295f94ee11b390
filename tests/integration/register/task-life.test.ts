import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { decrypt } from "@/lib/crypto";
import { db } from "@/lib/db";
import { assignTask } from "@/lib/register/assign-task";
import { attestTask } from "@/lib/register/attest-task";
import { cancelTask } from "@/lib/register/cancel-task";
import { createTasks } from "@/lib/register/create-tasks";
import { endGrants } from "@/lib/register/end-grants";
import { noteProgress } from "@/lib/register/note-progress";
import { reopenTask } from "@/lib/register/reopen-task";
import { resolveFinding } from "@/lib/register/resolve-finding";
import { verifyTask } from "@/lib/register/verify-task";
import {
  begin,
  inDays,
  leftNothing,
  recordActive,
  screenshot,
  stateOf,
  withNewAccount,
} from "@/tests/support/grants";
import { makeWorld, type World } from "@/tests/support/world";

let studio: World;
let world: World;
beforeAll(async () => {
  studio = await makeWorld();
});
beforeEach(async () => {
  world = await withNewAccount(studio);
});

const omar = (roles = ["Standard"]) => begin(world, { who: "omar", asset: "kiteAds", roles });

describe("attest-task", () => {
  it("makes the grant active, attested, with the file kept encrypted and its hash", async () => {
    const { taskId, grantIds } = await omar();
    await attestTask(world.people.erik.actor, { taskId, outcome: "done", files: [screenshot()] });
    expect(await stateOf(grantIds[0] ?? "")).toBe("active attested");
    const [file] = await db.evidence.findMany({ where: { taskId, kind: "file" }, include: { file: true } });
    expect(file?.sha256).toMatch(/^[0-9a-f]{64}$/);
    const plain = decrypt(file?.file?.ciphertext ?? new Uint8Array(), file?.id ?? "");
    expect(plain.equals(Buffer.from(await screenshot().arrayBuffer()))).toBe(true);
  });

  it("refuses whoever it is about, and whoever has nothing to do with it", async () => {
    const { taskId } = await omar();
    await db.task.update({ where: { id: taskId }, data: { assigneeId: world.people.omar.personId } });
    const asOmar = attestTask(world.people.omar.actor, { taskId, outcome: "done", note: "Done." });
    await expect(asOmar).rejects.toThrow(/about you/);
    const asHannah = attestTask(world.people.hannah.actor, { taskId, outcome: "done", note: "Done." });
    await expect(asHannah).rejects.toMatchObject({ code: "forbidden" });
    const asTariq = attestTask(world.people.tariq.actor, { taskId, outcome: "done", note: "Done." });
    await expect(asTariq).rejects.toMatchObject({ code: "not_found" });
    expect(await db.evidence.count({ where: { taskId } })).toBe(0);
  });

  it("takes no task without evidence, and no file that is not what its name says", async () => {
    const { taskId, grantIds } = await omar();
    const erik = world.people.erik.actor;
    const send = (files: File[]) => attestTask(erik, { taskId, outcome: "done", files });
    await expect(send([])).rejects.toMatchObject({ code: "invalid_input" });
    await expect(send([screenshot("users.csv")])).rejects.toThrow(/content is image\/png/);
    await expect(send([new File([""], "empty.txt")])).rejects.toThrow(/is empty/);
    await expect(send([new File(["MZ\0\0"], "a.txt")])).rejects.toMatchObject({ code: "invalid_input" });
    await expect(send([new File(["<svg/>"], "a.svg")])).rejects.toMatchObject({ code: "invalid_input" });
    expect(await stateOf(grantIds[0] ?? "")).toBe("to_grant");
  });

  it("twice at once counts once", async () => {
    const { taskId, grantIds } = await omar();
    const both = await Promise.allSettled(
      [world.people.erik, world.people.ingrid].map(({ actor }) =>
        attestTask(actor, { taskId, outcome: "done", note: "Done." }),
      ),
    );
    expect(both.map((each) => each.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await db.evidence.count({ where: { taskId } })).toBe(1);
    expect(await db.grantTransition.count({ where: { grantId: grantIds[0] ?? "", state: "active" } })).toBe(
      1,
    );
  });

  it("records what was really given, and a finding for the security lead", async () => {
    const { taskId, grantIds } = await omar();
    const { findingId } = await attestTask(world.people.erik.actor, {
      taskId,
      outcome: "done_differently",
      roleIds: [world.role("google_ads", "Admin")],
      note: "The client insisted.",
    });
    expect(await stateOf(grantIds[0] ?? "")).toBe("not_granted");
    const other = await db.grant.findFirstOrThrow({ where: { causeId: taskId }, include: { role: true } });
    expect([other.role.name, other.state, other.proof]).toEqual(["Admin", "active", "attested"]);
    const finding = await db.finding.findUniqueOrThrow({ where: { id: findingId ?? "" } });
    expect(finding.detail).toBe("Omar Rahman on Kite – Search: approved was Standard, given was Admin.");
    await resolveFinding(world.people.ingrid.actor, { findingId: finding.id, resolution: "Lowered." });
    const again = resolveFinding(world.people.aoife.actor, { findingId: finding.id, resolution: "No." });
    await expect(again).rejects.toMatchObject({ code: "conflict" });

    await reopenTask(world.people.erik.actor, { taskId, reason: "It was the wrong account." });
    expect(await stateOf(other.id)).toBe("not_granted");
    expect(await stateOf(grantIds[0] ?? "")).toBe("to_grant");
    await attestTask(world.people.erik.actor, {
      taskId,
      outcome: "done_differently",
      roleIds: [world.role("google_ads", "Admin")],
      note: "Again.",
    });
    expect(await db.grant.count({ where: { causeId: taskId, state: "active" } })).toBe(1);
  });

  it("refuses the approved roles as something else, and a half removal", async () => {
    const { taskId } = await omar();
    const same = attestTask(world.people.erik.actor, {
      taskId,
      outcome: "done_differently",
      roleIds: [world.role("google_ads", "Standard")],
      note: "x",
    });
    await expect(same).rejects.toThrow(/as asked/);
  });

  it("takes away: removed, also when it was not there", async () => {
    const grantIds = await recordActive(world, { who: "tariq", asset: "kiteAds", roles: ["Admin"] });
    const { tasks } = await endGrants(world.people.sara.actor, {
      grantIds,
      reason: "Leaves",
      cause: "departure",
    });
    const taskId = tasks[0]?.id ?? "";
    await attestTask(world.people.erik.actor, {
      taskId,
      outcome: "not_there",
      followUps: await leftNothing(taskId),
    });
    expect(await stateOf(grantIds[0] ?? "")).toBe("removed attested");
    const grant = await db.grant.findUniqueOrThrow({ where: { id: grantIds[0] ?? "" } });
    expect([grant.provedHow, grant.closedAt instanceof Date]).toEqual(["looked, and was not there", true]);
  });
});

describe("a change of role", () => {
  it("is one task: the old role goes in the moment in which the new one is there", async () => {
    const [old] = await recordActive(world, { who: "omar", asset: "kiteAds", roles: ["Standard"] });
    const { taskId, grantIds, tasks } = await omar(["Read only"]);
    expect(tasks.map((task) => [task.kind, task.title])).toEqual([
      ["change", "Change Omar Rahman from Standard to Read only on Kite – Search (Google Ads)"],
    ]);
    expect([await stateOf(old ?? ""), await stateOf(grantIds[0] ?? "")]).toEqual([
      "active attested",
      "to_grant",
    ]);
    await attestTask(world.people.erik.actor, { taskId, outcome: "done", note: "Changed." });
    expect([await stateOf(old ?? ""), await stateOf(grantIds[0] ?? "")]).toEqual([
      "removed attested",
      "active attested",
    ]);
    await reopenTask(world.people.erik.actor, { taskId, reason: "Wrong account." });
    expect([await stateOf(old ?? ""), await stateOf(grantIds[0] ?? "")]).toEqual(["removal_due", "to_grant"]);
    await attestTask(world.people.erik.actor, { taskId, outcome: "done", note: "Now." });
    await verifyTask(world.people.ingrid.actor, { taskId, note: "Seen." });
    expect([await stateOf(old ?? ""), await stateOf(grantIds[0] ?? "")]).toEqual([
      "removed verified",
      "active verified",
    ]);
  });

  it("before anybody began replaces the role and its task", async () => {
    const first = await omar(["Standard"]);
    const second = await omar(["Admin"]);
    expect(await stateOf(first.grantIds[0] ?? "")).toBe("not_granted");
    const task = await db.task.findUniqueOrThrow({ where: { id: first.taskId } });
    expect(task.state).toBe("cancelled");
    expect(second.tasks.map((each) => each.kind)).toEqual(["grant"]);
  });
});

describe("verify-task", () => {
  it("needs a second person with evidence of their own; two at once count once", async () => {
    const { taskId, grantIds } = await omar();
    await expect(verifyTask(world.people.ingrid.actor, { taskId, note: "x" })).rejects.toThrow(
      /not done yet/,
    );
    await attestTask(world.people.erik.actor, { taskId, outcome: "done", note: "Done." });
    await expect(verifyTask(world.people.erik.actor, { taskId, note: "x" })).rejects.toThrow(/yourself/);
    await expect(verifyTask(world.people.ingrid.actor, { taskId })).rejects.toMatchObject({
      code: "invalid_input",
    });
    const both = await Promise.allSettled(
      [world.people.ingrid, world.people.aoife].map(({ actor }) =>
        verifyTask(actor, { taskId, note: "Seen." }),
      ),
    );
    expect(both.map((each) => each.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await stateOf(grantIds[0] ?? "")).toBe("active verified");
    expect(await db.grantTransition.count({ where: { grantId: grantIds[0] ?? "", proof: "verified" } })).toBe(
      1,
    );
  });
});

describe("note-progress", () => {
  it("knows the invitation, and the platform's own deadline for what it holds", async () => {
    const { taskId, grantIds } = await omar();
    await noteProgress(world.people.erik.actor, { taskId, progress: "invited", waitsUntil: inDays(14) });
    expect(await stateOf(grantIds[0] ?? "")).toBe("invited");
    await noteProgress(world.people.erik.actor, { taskId, progress: "waiting_for_platform" });
    const task = await db.task.findUniqueOrThrow({ where: { id: taskId } });
    expect(Math.round(((task.waitsUntil?.getTime() ?? 0) - Date.now()) / 86_400_000)).toBe(20);
    await reopenTask(world.people.erik.actor, { taskId, reason: "The request lapsed." });
    expect(await stateOf(grantIds[0] ?? "")).toBe("to_grant");
  });

  it("follows a removal that was asked for and is held", async () => {
    const grantIds = await recordActive(world, { who: "tariq", asset: "kiteAds", roles: ["Admin"] });
    const { tasks } = await endGrants(world.people.ingrid.actor, {
      grantIds,
      reason: "Over",
      cause: "recorded",
    });
    const taskId = tasks[0]?.id ?? "";
    const say = (progress: "asked" | "waiting_for_platform") =>
      noteProgress(world.people.erik.actor, { taskId, progress });
    await say("asked");
    expect(await stateOf(grantIds[0] ?? "")).toBe("removal_requested attested");
    await say("waiting_for_platform");
    expect(await stateOf(grantIds[0] ?? "")).toBe("waiting_for_platform attested");
    const invited = noteProgress(world.people.erik.actor, { taskId, progress: "invited" });
    await expect(invited).rejects.toMatchObject({ code: "invalid_input" });
    await reopenTask(world.people.erik.actor, { taskId, reason: "It lapsed." });
    expect(await stateOf(grantIds[0] ?? "")).toBe("removal_due attested");
  });
});

describe("reopen-task", () => {
  it("keeps the evidence, and refuses when the access has moved on since", async () => {
    const { taskId, grantIds } = await omar();
    await attestTask(world.people.erik.actor, { taskId, outcome: "done", note: "Done." });
    await endGrants(world.people.ingrid.actor, { grantIds, reason: "Over", cause: "recorded" });
    const late = reopenTask(world.people.erik.actor, { taskId, reason: "Hm" });
    await expect(late).rejects.toMatchObject({ code: "conflict" });
    await expect(reopenTask(world.people.tariq.actor, { taskId, reason: "x" })).rejects.toMatchObject({
      code: "not_found",
    });
    expect(await db.evidence.count({ where: { taskId } })).toBe(1);
  });
});

describe("cancel-task, assign-task, create-tasks", () => {
  it("cancels what was not begun, never what has a live door behind it", async () => {
    const { taskId, grantIds } = await omar();
    const ingrid = world.people.ingrid.actor;
    await noteProgress(world.people.erik.actor, { taskId, progress: "invited" });
    await expect(cancelTask(ingrid, { taskIds: [taskId], reason: "x" })).rejects.toThrow(/can still get in/);
    await reopenTask(world.people.erik.actor, { taskId, reason: "Lapsed." });
    await cancelTask(ingrid, { taskIds: [taskId], reason: "No longer wanted." });
    expect(await stateOf(grantIds[0] ?? "")).toBe("not_granted");
    await expect(cancelTask(ingrid, { taskIds: [taskId], reason: "x" })).rejects.toMatchObject({
      code: "conflict",
    });
    const asErik = cancelTask(world.people.erik.actor, { taskIds: [taskId], reason: "x" });
    await expect(asErik).rejects.toMatchObject({ code: "forbidden" });
  });

  it("hands a task on, never to whom it is about", async () => {
    const { taskId } = await omar();
    const { ingrid, omar: subject, priya } = world.people;
    const toSubject = assignTask(ingrid.actor, { taskIds: [taskId], assigneeId: subject.personId });
    await expect(toSubject).rejects.toThrow(/about this person/);
    await assignTask(ingrid.actor, { taskIds: [taskId], assigneeId: priya.personId });
    await attestTask(priya.actor, { taskId, outcome: "done", note: "Done." });
    const task = await db.task.findUniqueOrThrow({ where: { id: taskId } });
    expect(task.attestedById).toBe(priya.personId);
  });

  it("makes other work, which is attested and verified the same way", async () => {
    const { tasks } = await createTasks(world.people.sara.actor, {
      tasks: [
        {
          kind: "rotate_secret",
          title: "Change the secret of the shared login",
          personId: world.people.tariq.personId,
          assigneeId: world.people.erik.personId,
          risk: "elevated",
          dueAt: inDays(1),
        },
      ],
      cause: "departure",
    });
    const taskId = tasks[0]?.id ?? "";
    await attestTask(world.people.erik.actor, { taskId, outcome: "done", note: "Changed." });
    await verifyTask(world.people.ingrid.actor, { taskId, note: "Seen." });
    expect((await db.task.findUniqueOrThrow({ where: { id: taskId } })).state).toBe("verified");
  });
});
