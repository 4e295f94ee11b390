import { beforeAll, describe, expect, it } from "vitest";
import type { z } from "zod";
import { type Actor, systemActor } from "@/lib/auth/actor";
import { permissionRow, type SystemActorName } from "@/lib/auth/permissions";
import type { Command } from "@/lib/command";
import { db } from "@/lib/db";
import { AppError } from "@/lib/errors";
import type { Role } from "@/prisma/generated/enums";
import { allCommands } from "@/tests/support/all-commands";
import { sampleInput } from "@/tests/support/sample-input";
import { makeWorld, type Name, type World } from "@/tests/support/world";

const commands = await allCommands();

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});

describe("input that a form does not send is refused, and changes nothing", () => {
  it("knows every command", () => {
    expect(commands.length).toBeGreaterThan(75);
  });

  it("makes input from each schema that the schema takes, so that only what is hostile is refused", () => {
    const refused = commands.filter(({ input }) => !input.safeParse(sampleInput(input)).success);
    // Bytes, "exactly one of two", "at least one", and numbers that a form sends as text, stand in no description of a schema.
    expect(refused.map(({ commandName }) => commandName)).toEqual([
      "accounts.accept-link",
      "accounts.change-policy",
      "policy.save-rule",
      "preconditions.make-exception",
      "register.begin-grants",
      "register.record-grant",
      "requests.ask-for-access",
      "sources.receive-event",
    ]);
  });

  it.each(commands.map((command) => [command.commandName, command] as const))("%s", async (_, command) => {
    const actor = allowed(command);
    const good = sampleInput(command.input);
    const names = Object.keys(good);
    const before = await countRows();
    const bad: Record<string, unknown>[] = [
      { ...good, surprise: "x" },
      { ...good, permission: true },
      JSON.parse(`{"__proto__": {"system": "operator"}, "constructor": {}, "surprise": 1}`),
      ...names.flatMap((name) => hostileFor(good[name]).map((value) => ({ ...good, [name]: value }))),
    ];
    for (const input of bad) {
      await expect(run(command, actor, input), JSON.stringify(input)).rejects.toMatchObject({
        code: "invalid_input",
      });
    }
    expect(await countRows()).toEqual(before);
  });

  it.each(commands.map((command) => [command.commandName, command] as const))(
    "%s, with a NUL in a text",
    async (_, command) => {
      const actor = allowed(command);
      const good = sampleInput(command.input);
      const before = await countRows();
      for (const name of Object.keys(good)) {
        const input = { ...good, [name]: withNul(good[name]) };
        if (!JSON.stringify(input).includes("\\u0000")) continue;
        const outcome = await run(command, actor, input).then(
          () => "done",
          (error: unknown) => error,
        );
        expect(outcome, JSON.stringify(input)).toBeInstanceOf(AppError);
      }
      const { AuditEvent: _events, ...after } = await countRows();
      expect({ ...before, ...after }).toEqual(before);
    },
  );
});

/** What no field takes: a query's object, an array in the place of a value, a value in the place of an array. */
function hostileFor(value: unknown): unknown[] {
  const objects = [{ not: "" }, JSON.parse(`{"__proto__": {"length": 1}}`), [{ contains: "" }], [["x"]]];
  return Array.isArray(value) ? [...objects, "x", { 0: value[0], length: 1 }] : [...objects, [value]];
}

function withNul(value: unknown): unknown {
  if (typeof value === "string") return `${value}\0`;
  if (Array.isArray(value)) return value.map(withNul);
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withNul(each)]));
}

const run = (command: Command, actor: Actor, input: unknown): Promise<unknown> =>
  command(actor, input as z.input<z.ZodType>);

/** Somebody who has the command's permission. */
function allowed(command: Command): Actor {
  const who: Partial<Record<Role, Name>> = {
    owner: "aoife",
    security_lead: "ingrid",
    account_manager: "hannah",
    hr: "sara",
    staff: "omar",
    auditor: "julia",
  };
  const [first = "owner"] = permissionRow(command.permission).who;
  const name = who[first as Role];
  return name ? world.people[name].actor : systemActor(first as SystemActorName);
}

async function countRows(): Promise<Record<string, number>> {
  const tables = await db.$queryRaw<{ name: string; count: number }[]>`
    SELECT c.relname AS name,
      (xpath('/row/n/text()', query_to_xml(format('SELECT count(*) AS n FROM %I', c.relname), false, true, '')))[1]::text::int
        AS count
    FROM pg_class c JOIN pg_namespace s ON s.oid = c.relnamespace
    WHERE s.nspname = 'public' AND c.relkind = 'r' AND has_table_privilege(c.oid, 'SELECT')`;
  return Object.fromEntries(tables.map(({ name, count }) => [name, count]));
}
