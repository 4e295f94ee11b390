import type { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { permissionRow } from "@/lib/auth/permissions";
import type { Command, CommandOptions } from "@/lib/command";
import { hashOf } from "@/lib/crypto";
import { db } from "@/lib/db";
import { parseInput } from "@/lib/input";
import type { ProofStrength } from "@/prisma/generated/enums";

/** Writes the proof that a sensitive command wants, as if the actor had just confirmed this command with this input. */
export async function prove<Schema extends z.ZodType>(
  actor: Actor,
  command: Command<Schema, unknown>,
  input: z.input<Schema>,
  strength: ProofStrength = permissionRow(command.permission).proof ?? "fresh",
): Promise<void> {
  if (!actor.sessionId) return;
  const inputHash = hashOf(parseInput(command.input, input));
  const verified = { verifiedAt: new Date(), method: "passkey of the tests" };
  await db.stepUp.create({
    data: { sessionId: actor.sessionId, command: command.commandName, inputHash, strength, ...verified },
  });
}

/** Runs a sensitive command for somebody who has just confirmed it. */
export async function confirmed<Schema extends z.ZodType, Result>(
  command: Command<Schema, Result>,
  actor: Actor,
  input: z.input<Schema>,
  options?: CommandOptions,
): Promise<Result> {
  await prove(actor, command, input);
  return command(actor, input, options);
}
