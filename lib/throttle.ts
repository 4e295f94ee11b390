import { Pool } from "pg";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { sha256Hex } from "@/lib/crypto";
import { AppError, unavailable } from "@/lib/errors";
import { noteLostConnection, queueConnection } from "@/lib/jobs";

type Limit = {
  /** So many tries in a window are taken. */
  tries: number;
  windowSeconds: number;
  /** The first wait is the window; each further one within a day is twice as long, up to this. */
  longestSeconds: number;
};

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/**
 * How often something may be tried, and by whom it is counted (docs/sign-in.md, "Limits on tries", says why). What
 * ends in `.address` is counted for where it comes from, `.account` for the account that is tried from browsers it
 * does not know, `.device` for one browser that the account knows: nobody else can use that one up, `.link` for the holder of a link.
 */
export const limits = {
  "password.address": { tries: 30, windowSeconds: 5 * MINUTE, longestSeconds: HOUR },
  "password.account": { tries: 5, windowSeconds: 5 * MINUTE, longestSeconds: HOUR },
  "password.device": { tries: 10, windowSeconds: 5 * MINUTE, longestSeconds: 15 * MINUTE },
  "second-factor.address": { tries: 30, windowSeconds: 5 * MINUTE, longestSeconds: HOUR },
  "second-factor.account": { tries: 5, windowSeconds: 5 * MINUTE, longestSeconds: HOUR },
  "second-factor.device": { tries: 10, windowSeconds: 5 * MINUTE, longestSeconds: 15 * MINUTE },
  // Guesses of whoever sits at somebody's open session: nobody else can use them up.
  "step-up.account": { tries: 5, windowSeconds: 5 * MINUTE, longestSeconds: HOUR },
  "link.address": { tries: 30, windowSeconds: 5 * MINUTE, longestSeconds: HOUR },
  // Each begins with a hash: more than anybody needs to find a password that is taken.
  "enrolment.link": { tries: 20, windowSeconds: 15 * MINUTE, longestSeconds: HOUR },
  "new-password.account": { tries: 20, windowSeconds: 15 * MINUTE, longestSeconds: HOUR },
  "recovery.address": { tries: 10, windowSeconds: 15 * MINUTE, longestSeconds: HOUR },
  // By the address that was typed, whether or not anybody has it: it also bounds how many mails somebody gets.
  "recovery.account": { tries: 3, windowSeconds: 15 * MINUTE, longestSeconds: HOUR },
  "recovery-code.link": { tries: 5, windowSeconds: 5 * MINUTE, longestSeconds: HOUR },
  // One for each look at the sign-in page; an office has one address.
  "challenge.address": { tries: 600, windowSeconds: 5 * MINUTE, longestSeconds: 5 * MINUTE },
  // Answers of passkeys: nobody guesses one, but each that is refused is a line of the audit log.
  "challenge-answer.address": { tries: 60, windowSeconds: 5 * MINUTE, longestSeconds: 15 * MINUTE },
  // Challenges of whoever is signed in, each a row: to confirm an action, or for another factor.
  "challenge.account": { tries: 120, windowSeconds: 5 * MINUTE, longestSeconds: 5 * MINUTE },
  "report.address": { tries: 60, windowSeconds: 5 * MINUTE, longestSeconds: 5 * MINUTE },
  // Signed calls of an HR system; a whole studio at once is a few hundred. What is not signed is counted the same.
  "hr-webhook.address": { tries: 600, windowSeconds: 5 * MINUTE, longestSeconds: 5 * MINUTE },
  // Calls of an HR system: a first filling sends many, and systems wait when they are told to.
  "scim.source": { tries: 3_000, windowSeconds: MINUTE, longestSeconds: MINUTE },
  // Wrong tokens alone: nobody guesses one, but each is a line of the audit log.
  "scim.address": { tries: 30, windowSeconds: 5 * MINUTE, longestSeconds: HOUR },
  "export.account": { tries: 30, windowSeconds: 5 * MINUTE, longestSeconds: 5 * MINUTE },
  // One by one as they are looked at: a departure that is verified has many.
  "evidence.account": { tries: 200, windowSeconds: 5 * MINUTE, longestSeconds: 5 * MINUTE },
} as const satisfies Record<string, Limit>;

export type LimitName = keyof typeof limits;

/** A refusal that says when to try again; routes answer it with 429 and Retry-After. */
export class TooManyTries extends AppError {
  readonly limit: LimitName;
  /** Whether the waiting begins with this try: worth one line in the audit log, which the others are not. */
  readonly begins: boolean;

  constructor(limit: LimitName, waitMs: number, begins: boolean) {
    const retryAt = new Date(Date.now() + waitMs);
    super(
      "conflict",
      `Too many tries. Try again ${inWords(waitMs)}, at ${clock(retryAt)} UTC.`,
      {},
      { retryAt },
    );
    this.limit = limit;
    this.begins = begins;
  }
}

/**
 * Counts a try, before anything is checked (SEC-33): guesses that come at once cannot outrun it, and what it counts
 * outlives this process and is the same for all of them. It stands outside of every command's transaction, whose
 * end would take it back. Raises TooManyTries, or unavailable when it cannot count: then nothing is tried.
 */
export async function countTry(limit: LimitName, key: string): Promise<void> {
  const { tries, waits } = countersOf(limit);
  const hashed = sha256Hex(key);
  const refused = await consume(tries, hashed);
  if (!refused) return;
  const begins = refused.consumedPoints === limits[limit].tries + 1;
  if (!begins) throw new TooManyTries(limit, refused.msBeforeNext, false);
  // Exactly one try gets here for each window that was used up.
  const { windowSeconds, longestSeconds } = limits[limit];
  const earlier = await store(() => waits.penalty(hashed));
  const wait = Math.min(longestSeconds, windowSeconds * 2 ** Math.min(10, earlier.consumedPoints - 1));
  await store(() => tries.block(hashed, wait));
  throw new TooManyTries(limit, wait * 1000, true);
}

/**
 * Gives one try back: it was right. So only what was wrong is counted in the end; what others have used up stays
 * used up.
 */
export async function giveBackTry(limit: LimitName, key: string): Promise<void> {
  await store(() => countersOf(limit).tries.reward(sha256Hex(key)));
}

type Counters = { tries: RateLimiterPostgres; waits: RateLimiterPostgres };

let pool: Pool | undefined;
const counters = new Map<LimitName, Counters>();

/** The counters of a limit, on a few connections of their own: a try is counted also while commands wait. */
function countersOf(limit: LimitName): Counters {
  const known = counters.get(limit);
  if (known) return known;
  pool ??= new Pool({ ...queueConnection(), max: 4, allowExitOnIdle: true }).on("error", noteLostConnection);
  const shared = { storeClient: pool, tableName: "rate_limit", tableCreated: true };
  const { tries, windowSeconds } = limits[limit];
  const made = {
    tries: new RateLimiterPostgres({
      ...shared,
      keyPrefix: limit,
      points: tries,
      duration: windowSeconds,
      // One of them clears away what has run out, for all.
      clearExpiredByTimeout: counters.size === 0,
    }),
    waits: new RateLimiterPostgres({
      ...shared,
      keyPrefix: `${limit}.waits`,
      points: 1,
      duration: 24 * HOUR,
      clearExpiredByTimeout: false,
    }),
  };
  counters.set(limit, made);
  return made;
}

/** Null when the try is taken. */
async function consume(counter: RateLimiterPostgres, key: string): Promise<RateLimiterRes | null> {
  try {
    await counter.consume(key);
    return null;
  } catch (error) {
    if (error instanceof RateLimiterRes) return error;
    throw uncounted(error);
  }
}

async function store<Result>(work: () => Promise<Result>): Promise<Result> {
  return work().catch((error) => {
    throw uncounted(error);
  });
}

const uncounted = (cause: unknown) =>
  unavailable("The database does not answer. Nothing was changed; try again in a moment.", cause);

function inWords(waitMs: number): string {
  const minutes = Math.ceil(waitMs / 60_000);
  if (minutes <= 1) return "in a minute";
  return `in ${minutes} minutes`;
}

/** Rounded up to the minute: at the time that was said, it is so. */
function clock(at: Date): string {
  return new Date(Math.ceil(at.getTime() / 60_000) * 60_000).toISOString().slice(11, 16);
}
