import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { activateDraft } from "@/lib/policy/activate-draft";
import { beginDraft } from "@/lib/policy/begin-draft";
import { discardDraft } from "@/lib/policy/discard-draft";
import { moveRule } from "@/lib/policy/move-rule";
import { getAccessPolicy, getPolicyDraft } from "@/lib/policy/queries";
import { removeRule } from "@/lib/policy/remove-rule";
import { saveRule } from "@/lib/policy/save-rule";
import { askedFor, confirmed } from "@/tests/support/proof";
import { makeWorld, type World } from "@/tests/support/world";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
beforeEach(() => db.accessPolicyDraft.deleteMany());

const ingrid = () => world.people.ingrid.actor;
type Rule = Omit<Parameters<typeof saveRule>[1], "revision">;
const refusal: Rule = {
  name: "No freelancers",
  when: { personKinds: ["freelancer"] },
  outcome: "refuse",
  sentence: "Ask HR first.",
};
const small: Rule = { name: "Only looking", when: { size: "smallest", risk: ["low"] }, outcome: "approve" };

async function drafted() {
  const draft = await getPolicyDraft(ingrid());
  if (!draft) throw new Error("There is no draft.");
  return draft;
}

describe("the draft", () => {
  it("begins with a version's rules, takes rules in an order, and lets them go again", async () => {
    await beginDraft(ingrid(), { from: 1 });
    await expect(beginDraft(ingrid(), { from: 1 })).rejects.toMatchObject({ code: "conflict" });
    await saveRule(ingrid(), { revision: 1, ...refusal });
    await saveRule(ingrid(), { revision: 2, ...small });
    await moveRule(ingrid(), { revision: 3, place: 3, way: "up" });
    await moveRule(ingrid(), { revision: 4, place: 2, way: "up" });
    await expect(moveRule(ingrid(), { revision: 5, place: 1, way: "up" })).rejects.toMatchObject({
      message: "This rule is the first already.",
    });
    const { rules } = await drafted();
    expect(rules.map((rule) => rule.name)).toEqual([
      "Only looking",
      "The smallest role",
      "No freelancers",
      "Everything else",
    ]);
    expect(rules[0]).toMatchObject({
      when: ["the role only looks, reports and edits", "it is the smallest for the work"],
      outcomeText: "is approved by itself",
    });
    await saveRule(ingrid(), { revision: 5, place: 3, ...refusal, name: "Freelancers" });
    await removeRule(ingrid(), { revision: 6, place: 2 });
    expect((await drafted()).rules.map((rule) => rule.name)).toEqual([
      "Only looking",
      "Freelancers",
      "Everything else",
    ]);
    await discardDraft(ingrid(), { revision: 7 });
    expect(await getPolicyDraft(ingrid())).toBeNull();
    expect((await getAccessPolicy(ingrid()))?.active).toBe(1);
  });

  it("is not changed over somebody's head, nor with a rule that says nothing", async () => {
    await beginDraft(ingrid(), { from: 1 });
    await saveRule(ingrid(), { revision: 1, ...small });
    for (const stale of [
      () => saveRule(ingrid(), { revision: 1, ...refusal }),
      () => removeRule(ingrid(), { revision: 1, place: 1 }),
      () => moveRule(ingrid(), { revision: 1, place: 1, way: "down" }),
      () => discardDraft(ingrid(), { revision: 1 }),
      () => confirmed(activateDraft, ingrid(), { revision: 1, note: "Trial" }),
    ])
      await expect(stale()).rejects.toMatchObject({ message: expect.stringMatching(/changed this draft/) });
    await expect(saveRule(ingrid(), { revision: 2, ...small, when: {} })).rejects.toMatchObject({
      fields: { "when.risk": [expect.stringMatching(/Say when this rule counts/)] },
    });
    await expect(removeRule(ingrid(), { revision: 2, place: 9 })).rejects.toMatchObject({
      code: "invalid_input",
    });
    expect((await drafted()).revision).toBe(2);
  });

  it("of two who write into it at once, one is told", async () => {
    await beginDraft(ingrid(), { from: 1 });
    const answers = await Promise.allSettled([
      saveRule(ingrid(), { revision: 1, ...small }),
      saveRule(world.people.aoife.actor, { revision: 1, ...refusal }),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect((await drafted()).rules).toHaveLength(3);
  });
});

describe("a version", () => {
  it("is activated with a proof and a note, once, counts from then on, and is told to the others", async () => {
    await beginDraft(ingrid(), { from: 1 });
    await saveRule(ingrid(), { revision: 1, ...small });
    const input = { revision: 2, note: "Reports without waiting" };
    const asked = await askedFor(activateDraft(ingrid(), input));
    expect(asked.does).toBe("activate version 2 of the access policy");
    const both = await Promise.allSettled([
      confirmed(activateDraft, ingrid(), input),
      confirmed(activateDraft, world.people.aoife.actor, input),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    const policy = await getAccessPolicy(world.people.julia.actor);
    expect(policy).toMatchObject({ active: 2, draft: null, can: { draft: false } });
    expect(policy?.versions.map((version) => version.number)).toEqual([2, 1]);
    expect(policy?.shown.rules.map((rule) => rule.name)).toEqual([
      "The smallest role",
      "Only looking",
      "Everything else",
    ]);
    expect(await getAccessPolicy(ingrid(), 3)).toBeNull();
    expect((await getAccessPolicy(ingrid(), 1))?.shown.rules).toHaveLength(2);
    const told = await db.notification.findMany({ where: { kind: "policy" } });
    expect(told).toHaveLength(1);
    expect(await db.auditEvent.count({ where: { action: "policy.activate-draft", outcome: "done" } })).toBe(
      1,
    );
  });

  it("is never changed, and never taken away", async () => {
    await expect(
      db.accessPolicyVersion.update({ where: { number: 1 }, data: { note: "x" } }),
    ).rejects.toThrow();
    await expect(db.accessPolicyVersion.delete({ where: { number: 1 } })).rejects.toThrow();
  });
});
