import { Command } from "commander";
import { expect, test } from "vitest";
import type { Answer } from "@/scripts/keyholder/verb";
import { register } from "@/scripts/keyholder/verbs/scim";
import { ScimClient } from "@/tests/support/scim-client";
import { BASE, connect, send } from "./scim-support";

/** Runs the verb as the command line does, on the tests' own database. */
async function keyholder(...args: string[]): Promise<Answer> {
  const answers: Answer[] = [];
  const program = new Command().exitOverride();
  register(program, async (work) => {
    answers.push(await work());
  });
  await program.parseAsync(args, { from: "user" });
  const [answer] = answers;
  if (!answer) throw new Error("The verb has answered nothing.");
  return answer;
}

test("a token that is made at the shell opens the connection that was named, whatever its case", async () => {
  await connect("Studio Okta");
  const { lines, json } = await keyholder("scim", "token", "studio okta", "--days", "30");
  const { token, name } = json as { token: string; name: string };
  expect(name).toBe("Studio Okta");
  expect(lines).toContain(token);
  expect((await new ScimClient(BASE, token, send).get("/Users")).status).toBe(200);
});

test("a connection that is not there, a third token, and a life of no days are refused", async () => {
  await expect(keyholder("scim", "token", "Nobody")).rejects.toThrow(/no SCIM connection/);
  await expect(keyholder("scim", "token", "Studio Okta", "--days", "0")).rejects.toThrow(/--days/);
  await expect(keyholder("scim", "token", "Studio Okta")).rejects.toThrow(/Two tokens/);
});
