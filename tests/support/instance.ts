import type { Actor } from "@/lib/auth/actor";
import { AppError } from "@/lib/errors";
import { startWorker } from "@/lib/worker";
import { allCommands } from "./all-commands";
import { confirmed } from "./proof";

/*
 * An instance of Keyholder in a process of its own: all commands, and the worker. What it is sent over its channel it
 * runs at once, beside what is running; it answers as each ends. Started by instances.ts.
 */

/** What an instance is sent, and what it answers. `done` is in the database; of no answer nothing is known. */
export type Order = { id: number; command: string; actor: Actor; input: unknown; key: string };
export type Answer = { id: number; result: unknown } | { id: number; refused: string };
/** Anything else that was thrown: a bug. */
export type Failure = { id: number; failed: string };

const commands = new Map((await allCommands()).map((command) => [command.commandName as string, command]));

async function answer({ id, command: name, actor, input, key }: Order): Promise<Answer | Failure> {
  try {
    const command = commands.get(name);
    if (!command) throw new Error(`There is no command ${name}.`);
    return { id, result: await confirmed(command, actor, input, { idempotencyKey: key }) };
  } catch (error) {
    if (error instanceof AppError) return { id, refused: error.message };
    return { id, failed: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

process.on("message", async (order: Order) => {
  process.send?.(await answer(order));
});
await startWorker();
process.send?.("ready");
