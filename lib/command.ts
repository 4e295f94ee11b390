import type { z } from "zod";
import type { AuditEntry, UnchainedEvent } from "@/lib/audit/event";
import { writeEvents } from "@/lib/audit/write-events";
import { type Actor, may } from "@/lib/auth/actor";
import { actorNow, standsAsBefore } from "@/lib/auth/actor-now";
import { type Permission, permissionRow } from "@/lib/auth/permissions";
import { askForProof, consumeProof, type Proven } from "@/lib/auth/step-up";
import { hashOf } from "@/lib/crypto";
import type { Tx } from "@/lib/db";
import { AppError, forbidden, notFound, type Refused, stepUpNeeded } from "@/lib/errors";
import { parseInput } from "@/lib/input";
import { type Job, saveJobs } from "@/lib/jobs";
import { claimReceipt, keepResult } from "@/lib/receipts";
import { runTransaction } from "@/lib/transaction";

/** `domain.verb-noun`: the action of its audit events, and the file that it stands in. */
export type CommandName = `${string}.${string}-${string}`;

type Asked<Input, Target> = { actor: Actor; input: Input; target: Target; now: Date };

/** What a receipt can keep, so that a repeated call is answered as the first one was: no Date, no Map. */
export type Kept =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly Kept[]
  | { readonly [key: string]: Kept };

type Outcome<Result> = {
  result: Result;
  /** One entry for each object that changed. Empty only when nothing did (a repeated click). */
  audit: readonly AuditEntry[];
  jobs?: readonly Job[];
};

type Definition<Schema extends z.ZodType, Target, Result, Heard> = {
  name: CommandName;
  permission: Permission;
  /** A further permission that this input on this target needs, with its own strength of proof. Pure. */
  also?: (asked: Asked<z.output<Schema>, Target>) => Permission | null;
  /** `z.strictObject`: unknown keys are refused (SEC-12). */
  input: Schema;
  /**
   * Asks somebody outside (an issuer), before the transaction begins: whoever lets us wait holds no connection and no
   * lock. For who has the permission alone; what was heard goes to `target`. Such a command stands inside of no other.
   */
  before?: (asked: { actor: Actor; input: z.output<Schema> }) => Promise<Heard>;
  /** Reads and locks (FOR UPDATE) what it is about. Null is `not_found`, also for what the actor may not see. */
  target: (tx: Tx, input: z.output<Schema>, actor: Actor, heard: Heard) => Promise<Target | null>;
  /**
   * What the dialog that asks for a proof says is about to be done: "disable the account of Maria Costa". Where it is
   * left out, the permission's own words say it. Pure.
   */
  confirming?: (asked: Asked<z.output<Schema>, Target>) => string;
  /** Pure. True, or the sentence that says why not: then it is `forbidden`, and the refusal is audited. */
  allow: (asked: Asked<z.output<Schema>, Target>) => true | string;
  change: (asked: Asked<z.output<Schema>, Target> & { tx: Tx }) => Promise<Outcome<Result>>;
  /** Its result holds a secret (a one-time link): no receipt keeps it, so a repeated call is a new one. */
  secretResult?: true;
  /** How long it may take, in milliseconds; 15 s unless it is long work by nature. */
  timeoutMs?: number;
};

export type CommandOptions = {
  /** The same key again, by the same actor, gives the first answer and changes nothing (SEC-96). */
  idempotencyKey?: string | undefined;
};

export type Command<Schema extends z.ZodType = z.ZodType, Result = unknown> = {
  /**
   * Runs it in a transaction of its own. Raises AppError: invalid_input, forbidden, not_found, conflict,
   * unavailable; whatever it raises, nothing was changed.
   */
  (actor: Actor, input: z.input<Schema>, options?: CommandOptions): Promise<Result>;
  /** Runs it inside another command's transaction: all checks, and its audit with the other's. */
  within: (tx: Tx, actor: Actor, input: z.input<Schema>) => Promise<Result>;
  readonly commandName: CommandName;
  readonly permission: Permission;
  readonly input: Schema;
};

/** What a transaction has gathered to write at its end, audit last, so that its lock is held shortly (SEC-81). */
type Gathered = { now: Date; events: UnchainedEvent[]; jobs: Job[] };
const gatheredBy = new WeakMap<object, Gathered>();

/** Makes a command: parse, permission, what is to be heard outside, transaction and lock, allow, proof, change, audit and jobs, commit. */
export function command<Schema extends z.ZodType, Target, Result, Heard = undefined>(
  definition: Definition<Schema, Target, Result, Heard> & { secretResult: true },
): Command<Schema, Result>;
export function command<Schema extends z.ZodType, Target, Result extends Kept, Heard = undefined>(
  definition: Definition<Schema, Target, Result, Heard>,
): Command<Schema, Result>;
export function command<Schema extends z.ZodType, Target, Result, Heard = undefined>(
  definition: Definition<Schema, Target, Result, Heard>,
): Command<Schema, Result> {
  const { name } = definition;

  async function hear(actor: Actor, input: z.output<Schema>): Promise<Heard> {
    if (!definition.before) return undefined as Heard;
    if (!may(actor, definition.permission)) throw forbidden();
    return definition.before({ actor, input });
  }

  /**
   * The target, and the actor as they stand in this transaction: a role that was taken from them since the request
   * began counts no more, and what they saw by it is read anew. What is locked comes first, their account after it.
   */
  async function meet(tx: Tx, asked: Actor, input: z.output<Schema>, heard: Heard, isOuter: boolean) {
    if (!may(asked, definition.permission)) throw forbidden();
    const target = await definition.target(tx, input, asked, heard);
    // What runs inside of another command has it from there.
    const actor = isOuter ? await actorNow(tx, asked, definition.permission) : asked;
    if (standsAsBefore(asked, actor)) return { actor, target };
    if (!may(actor, definition.permission)) throw forbidden();
    return { actor, target: await definition.target(tx, input, actor, heard) };
  }

  async function step(
    tx: Tx,
    asked: Actor,
    input: z.output<Schema>,
    heard: Heard,
    isOuter: boolean,
  ): Promise<Result> {
    const gathered = gatheredBy.get(tx);
    if (!gathered) throw new Error(`${name} ran outside a command's transaction.`);
    const { now } = gathered;
    const { actor, target } = await meet(tx, asked, input, heard, isOuter);
    if (target === null) throw notFound();
    const answer = definition.allow({ actor, input, target, now });
    if (answer !== true) throw forbidden(answer);
    const also = definition.also?.({ actor, input, target, now }) ?? null;
    if (also && !may(actor, also)) throw forbidden();
    // What runs inside of another command was confirmed with it.
    if (isOuter) {
      const does = definition.confirming?.({ actor, input, target, now });
      await requireProof(tx, actor, name, also ?? definition.permission, input, does);
    }
    const outcome = await definition.change({ tx, actor, input, target, now });
    gathered.events.push(...outcome.audit.map((entry) => event(name, "done", actor, now, entry)));
    gathered.jobs.push(...(outcome.jobs ?? []));
    return outcome.result;
  }

  async function run(actor: Actor, raw: z.input<Schema>, options: CommandOptions = {}): Promise<Result> {
    const input = parseInput(definition.input, raw);
    try {
      const heard = await hear(actor, input);
      return await runTransaction(definition.timeoutMs ?? 15_000, async (tx, now) => {
        const key = definition.secretResult ? undefined : options.idempotencyKey;
        const receipt = { key, command: name, actor, input };
        const earlier = await claimReceipt<Result>(tx, receipt);
        if (earlier) return earlier.result;
        const gathered: Gathered = { now, events: [], jobs: [] };
        gatheredBy.set(tx, gathered);
        const result = await step(tx, actor, input, heard, true);
        await keepResult(tx, receipt, result);
        await saveJobs(tx, gathered.jobs);
        await writeEvents(tx, gathered.events);
        return result;
      });
    } catch (error) {
      if (error instanceof ProofMissing) {
        throw stepUpNeeded(await askForProof(actor, error.proven, error.does));
      }
      if (error instanceof AppError && error.code === "forbidden") await recordRefusal(name, actor, error);
      throw error;
    }
  }

  return Object.assign(run, {
    within: (tx: Tx, actor: Actor, raw: z.input<Schema>) => {
      if (definition.before) throw new Error(`${name} asks outside, and stands inside of no other command.`);
      return step(tx, actor, parseInput(definition.input, raw), undefined as Heard, false);
    },
    commandName: name,
    permission: definition.permission,
    input: definition.input,
  });
}

/** The `target` of a command that makes something new. */
export const noTarget = async (): Promise<Record<string, never>> => ({});

/**
 * A refusal that somebody has to be told of by mail: `tell` writes it in the transaction of the refusal's own audit
 * event, because the command's is undone.
 */
export class RefusedAndTold extends AppError {
  readonly tell: (tx: Tx, now: Date) => Promise<readonly Job[]>;

  constructor(message: string, refused: Refused, tell: RefusedAndTold["tell"]) {
    super("forbidden", message, {}, { refused });
    this.tell = tell;
  }
}

const REFUSAL_MS = 15_000;

/** Ends the transaction; what is wanted is written down after it. */
class ProofMissing extends AppError {
  readonly proven: Proven;
  readonly does: string;

  constructor(proven: Proven, does: string) {
    super("unauthenticated", "Confirm that it is you to go on.");
    this.proven = proven;
    this.does = does;
  }
}

/**
 * Where the table asks for a proof: uses the one that was given for this command with this input, or ends the
 * transaction. The system has no factors, and a recovered session has proved itself by its recovery (SEC-36).
 */
async function requireProof(
  tx: Tx,
  actor: Actor,
  command: CommandName,
  permission: Permission,
  input: unknown,
  does: string = inTheMiddle(permissionRow(permission).does),
): Promise<void> {
  const { proof } = permissionRow(permission);
  if (!proof || actor.system || actor.limit?.kind === "recovered") return;
  const proven: Proven = { command, inputHash: hashOf(input), strength: proof };
  if ((await consumeProof(tx, actor, proven)) === null) throw new ProofMissing(proven, does);
}

/** A phrase of the permission table as it stands inside a sentence. */
const inTheMiddle = (phrase: string): string => phrase.charAt(0).toLowerCase() + phrase.slice(1);

/**
 * A refusal that cannot be written down is answered as unavailable, not as what it was. It waits as long for its turn
 * as commands do: Prisma's own two seconds are over when many are refused at once.
 */
async function recordRefusal(name: CommandName, actor: Actor, error: AppError): Promise<void> {
  const { detail, ...about } = error.refused ?? { objectType: "command", objectId: null, objectName: name };
  const entry: AuditEntry = { ...about, reason: detail ? `${error.message} (${detail})` : error.message };
  await runTransaction(REFUSAL_MS, async (tx, now) => {
    if (error instanceof RefusedAndTold) await saveJobs(tx, await error.tell(tx, now));
    await writeEvents(tx, [event(name, "refused", actor, now, entry)]);
  });
}

function event(
  action: CommandName,
  outcome: "done" | "refused",
  actor: Actor,
  at: Date,
  entry: AuditEntry,
): UnchainedEvent {
  return {
    ...entry,
    action,
    outcome,
    at,
    actorKind: actor.kind,
    actorId: actor.personId ?? actor.contactId,
    actorName: actor.name,
    sessionId: actor.sessionId,
    ip: actor.ip,
  };
}
