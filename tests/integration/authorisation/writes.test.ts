import { beforeAll, describe, expect, it } from "vitest";
import type { z } from "zod";
import { type Actor, personActor } from "@/lib/auth/actor";
import { permissionRow } from "@/lib/auth/permissions";
import type { Command } from "@/lib/command";
import { db } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { allCommands } from "@/tests/support/all-commands";
import { makeContacts } from "@/tests/support/contacts";
import { sampleInput } from "@/tests/support/sample-input";
import { makeWorld } from "@/tests/support/world";
import { writes } from "./write-table";

const commands = await allCommands();

/** Who asks, in the order of the table's columns; the last is an owner whose session may only enrol. */
let askers: Actor[];
beforeAll(async () => {
  const world = await makeWorld();
  const { aoife, ingrid, hannah, sara, julia, omar } = world.people;
  const { carla } = await makeContacts(world);
  const caught = { kind: "policy" as const, reasons: ["A passkey is needed."] };
  const { personId, accountId, name, actor } = aoife;
  const limited = personActor({
    personId,
    accountId,
    name,
    sessionId: actor.sessionId ?? "",
    roles: ["owner"],
    limit: caught,
    ip: null,
  });
  askers = [...[aoife, ingrid, hannah, sara, julia, omar].map((each) => each.actor), carla.actor, limited];
});

describe("who writes what", () => {
  it("has a row for each command, and no other", () => {
    expect(Object.keys(writes).toSorted()).toEqual(commands.map(({ commandName }) => commandName));
  });

  it.each(commands.map((command) => [command.commandName, command] as const))("%s", async (name, command) => {
    const row = writes[name]?.replace(/\s+/gu, " ").trim() ?? "";
    const answers: string[] = [];
    for (const actor of askers) answers.push(await answerOf(command, actor));
    expect(`${answers.join(" ")} ${permissionRow(command.permission).proof ?? "session"}`).toBe(row);
  });
});

/** "no": refused for the role, before anything else is looked at. "yes": whatever came of nonsense, it was not that. */
async function answerOf(command: Command, actor: Actor): Promise<"yes" | "no"> {
  const input = wellFormed(command) as z.input<z.ZodType>;
  const events = await refusals(command.commandName);
  const error = await command(actor, input).then(
    () => null,
    (reason: unknown) => reason,
  );
  // Ids of nothing may break on anything else: then the role was not what stopped it.
  if (!(error instanceof AppError) || !/^Your role does not allow/.test(error.message)) return "yes";
  // A refusal leaves its event.
  expect(await refusals(command.commandName)).toBe(events + 1);
  return "no";
}

/** Input that the schema takes; what no schema can say of itself is mended by hand. */
function wellFormed(command: Command): Record<string, unknown> {
  const input = sampleInput(command.input);
  if (Array.isArray(input.grants)) {
    const how = command.commandName === "register.record-grant" ? { how: "seen" } : {};
    input.grants = input.grants.map((line) => ({ ...line, ...how, personId: crypto.randomUUID() }));
  }
  if (command.commandName === "accounts.accept-link") {
    input.challenge = { ...(input.challenge as object), userHandle: new Uint8Array(64) };
  }
  if (command.commandName === "requests.ask-for-access") delete input.lastsMinutes;
  if (command.commandName === "preconditions.make-exception") delete input.conflictId;
  if (command.commandName === "policy.save-rule") input.when = { size: "smallest" };
  if (command.commandName === "sources.receive-event")
    input.event = { type: "person.left", data: { email: "somebody@clickelement.example" } };
  if (command.commandName === "accounts.change-policy") input.idleMinutes = 30;
  const parsed = command.input.safeParse(input);
  if (!parsed.success) throw new Error(`No input fits ${command.commandName}: ${parsed.error.message}`);
  return input;
}

const refusals = (action: string) => db.auditEvent.count({ where: { action, outcome: "refused" } });
