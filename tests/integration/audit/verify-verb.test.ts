import { Command } from "commander";
import { beforeAll, describe, expect, it } from "vitest";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { loadCatalogue } from "@/lib/platforms/load-catalogue";
import type { Answer } from "@/scripts/keyholder/verb";
import { register } from "@/scripts/keyholder/verbs/audit";

/** What the verb answers, without the printing and the starting of a database around it. */
async function verify(): Promise<Answer> {
  let answered: Answer | undefined;
  const program = new Command();
  register(program, async (work) => {
    answered = await work();
  });
  await program.parseAsync(["audit", "verify"], { from: "user" });
  if (!answered) throw new Error("The verb did nothing.");
  return answered;
}

describe("npm run keyholder -- audit verify", () => {
  beforeAll(() => loadCatalogue(systemActor("catalogue"), {}));

  it("says how many events there are and gives the last hash", async () => {
    const { lines, json, code } = await verify();
    const events = await db.auditEvent.count();
    expect(code).toBeUndefined();
    expect(lines[0]).toBe(`The audit log is whole: ${events} events.`);
    expect(json).toMatchObject({ whole: true, events, headHash: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });

  it("names what is wrong and ends with 3", async () => {
    await db.auditHead.update({ where: { id: 1 }, data: { seq: 1_000_000 } });
    const { lines, code } = await verify();
    expect(code).toBe(3);
    expect(lines[0]).toContain("The audit log is not whole.");
  });
});
