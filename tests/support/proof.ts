import type { z } from "zod";
import { openStepUp } from "@/lib/accounts/open-step-up";
import { proveStepUp } from "@/lib/accounts/prove-step-up";
import { takeChallenge } from "@/lib/accounts/take-challenge";
import { type Actor, systemActor } from "@/lib/auth/actor";
import { permissionRow } from "@/lib/auth/permissions";
import type { Command, CommandOptions } from "@/lib/command";
import { hashOf } from "@/lib/crypto";
import { db } from "@/lib/db";
import type { StepUpAsked } from "@/lib/errors";
import { parseInput } from "@/lib/input";
import type { ProofStrength } from "@/prisma/generated/enums";
import { refused } from "./outcomes";
import type { SoftwareAuthenticator } from "./software-authenticator";

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

/** What a sensitive command asks for when it is called without a proof; fails when it asks for nothing. */
export async function askedFor(work: Promise<unknown>): Promise<StepUpAsked> {
  const { stepUp } = await refused(work, "unauthenticated", /Confirm that it is you/);
  if (!stepUp) throw new Error("It was refused without asking for a proof.");
  return stepUp;
}

/** Confirms what was asked for with a passkey, as the routes do. */
export async function confirmWith(
  authenticator: SoftwareAuthenticator,
  actor: Actor,
  stepUpId: string,
  how: Parameters<SoftwareAuthenticator["authenticate"]>[1] = {},
): Promise<void> {
  const opened = await openStepUp(actor, { stepUpId });
  const response = authenticator.authenticate(opened, how);
  const door = systemActor("sign-in", actor.ip);
  const taken = await takeChallenge(door, { challengeId: opened.challengeId, purpose: "step_up" });
  if (!taken.stepUpId) throw new Error("This challenge confirms nothing.");
  const challenge = { challenge: taken.challenge, stepUpId: taken.stepUpId };
  await proveStepUp(actor, { challenge, response });
}
