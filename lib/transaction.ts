import { db, Prisma, type Tx } from "@/lib/db";
import { AppError, conflict, unavailable } from "@/lib/errors";

/** Eight tries (SEC-64): four were used up within milliseconds in a race that others have met. */
const TRIES = 8;

/**
 * Runs work in one transaction, with the database's own time. Repeats it after a serialisation failure or a
 * deadlock, so the work must do nothing outside the database. A broken constraint becomes a conflict in words.
 */
export async function runTransaction<Result>(
  timeoutMs: number,
  work: (tx: Tx, now: Date) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.$transaction(
        async (tx) => {
          const [clock] = await tx.$queryRaw<{ now: Date }[]>`
            SELECT now(), set_config('statement_timeout', ${String(timeoutMs)}, true)`;
          if (!clock) throw new Error("The database does not tell the time.");
          return work(tx, clock.now);
        },
        { timeout: timeoutMs, maxWait: 5_000 },
      );
    } catch (error) {
      if (error instanceof AppError) throw error;
      const state = sqlState(error);
      if (isRetryable(error, state) && attempt < TRIES) {
        await pause(attempt);
        continue;
      }
      throw inWords(error, state);
    }
  }
}

/** The SQLSTATE of an error, wherever Prisma, its adapter or pg has put it (SEC-64). */
function sqlState(error: unknown): string | null {
  for (let each: unknown = error, depth = 0; each && typeof each === "object" && depth < 6; depth += 1) {
    const { originalCode, code, meta, cause } = each as Record<string, unknown>;
    if (typeof originalCode === "string") return originalCode;
    if (typeof code === "string" && /^[0-9A-Z]{5}$/.test(code) && !code.startsWith("P2")) return code;
    each = cause ?? (meta as Record<string, unknown> | undefined)?.driverAdapterError;
  }
  return null;
}

function isRetryable(error: unknown, state: string | null): boolean {
  const code = error instanceof Prisma.PrismaClientKnownRequestError ? error.code : null;
  return (
    code === "P2034" ||
    state === "40001" ||
    state === "40P01" ||
    (error instanceof Error && /TransactionWriteConflict/.test(JSON.stringify(error.cause ?? "")))
  );
}

/** The guards of prisma/migrations by name, as what they mean to the one who met them. */
const guards: Record<string, string> = {
  grant_no_overlap:
    "This holder already has this role on this account. Look at the register; extend or end that grant instead.",
  item_waits_once: "A request for this person on this account is already waiting for a decision.",
  device_named_once:
    "There is a device of this name in use already. Attest that one anew, or choose another name.",
  kit_line_of_client: "A kit holds accounts of the engagement's own client. Choose from the list.",
  kit_line_live_once: "This account has just been added to the kit of this role. Reload the page.",
  item_decided_by_another: "Nobody decides on what they asked for or would hold themselves.",
  item_in_place_of_another: "Nobody decides in the place of somebody who asked for it, or would hold it.",
  item_decided_in_place:
    "You do not decide in their place any more, so nothing was decided. Reload the page.",
  item_decided_by_stand_in:
    "Whoever decides in somebody's place decides nothing that they asked for or would hold.",
  second_person_sealed: "A break-glass account is nobody in particular, so it is nobody's second person.",
  delegation_no_overlap:
    "Your deciding is handed on already for some of this time. End that delegation first, or choose other days.",
  move_one_at_a_time: "A move of this person is under way already. Go on with that one, or cancel it first.",
  move_of_another: "Nobody proposes their own move, manages themselves, or takes over from themselves.",
  move_line_by_another: "This move is about you. Somebody else has to decide it.",
  move_line_kept_has_end: "What no kit asks for is kept with a reason and an end.",
  move_line_kept_too_long: "What no kit asks for is kept 90 days at most. Choose an earlier day.",
  delegation_between_two: "Nobody decides in their own place. Choose a colleague.",
  emergency_reviewed_by_another: "You took this access yourself. Somebody else has to review it.",
  task_done_by_another: "Nobody does a task about themselves.",
  task_verified_by_another: "A second person has to verify this: not who did it, and not whom it is about.",
  look_open_once: "There is such a look on this checklist already. Reload the page.",
  look_says_under_which: "A look says under which addresses somebody looked. Nothing was changed.",
  task_follow_ups_answered:
    "Something may stay behind on the platform, and nobody has said what was done about it.",
  grant_verified_by_another: "A second person has to verify this: not who attested it.",
  departure_finished: "A task of this departure is not finished yet, so there is nothing to certify.",
  departure_heir_is_another: "Nobody takes over from themselves. Choose somebody who stays.",
  absence_open_once: "This person is away already, or is about to be. Look at that absence first.",
  absence_ends_after_it_begins: "The day of the return lies after the first day of the absence.",
  absence_stand_in_is_another: "Nobody stands in for themselves. Choose a colleague.",
  person_away_without_access:
    "Whoever is away cannot sign in until they return. Reload the page to see how it stands.",
  legal_hold_once: "There is a legal hold on this person already.",
  closing_finished: "A task of this end is not finished yet, so there is nothing to certify.",
  closing_of_engagement_once: "The end of this engagement is already under way.",
  closing_of_client_once: "The end of all work for this client is already under way.",
  departure_open_once: "A departure of this person is already under way.",
  item_policy_decides_little: "The access policy cannot decide this by itself. Nothing was changed.",
  item_policy_gives_little: "The access policy cannot decide this by itself. Nothing was changed.",
  item_policy_leaves_conflicts:
    "This makes conflicting duties, so a person has to decide it. Nothing was changed.",
  conflict_stands_once: "These two are declared as conflicting already. Change that pair instead.",
  conflict_kept: "A pair stays what it is, and one that is over stays over. Declare another one.",
  exception_names_pair:
    "Say which two duties the exception is from, and none where it is from something else.",
  finding_pair_once: "This has just been found already.",
  item_client_agreed: "The client has not said so. Nothing was changed; reload the page.",
  client_answer_to_what_waits: "Nothing waits for this answer any more. Reload the page.",
  client_answer_by_their_own:
    "Only a contact of this client who can sign in, and who neither asked for this nor would hold it, answers.",
  client_answers_itself: "The client answers in its own room. Nobody answers in its place.",
  lead_approval_of_what_waits: "This does not wait for the client any more. Reload the page.",
  exception_of_another_request: "Whoever asked for this cannot let it through by an exception of their own.",
  exception_by_another: "Nobody makes an exception for themselves. Ask somebody else.",
  recovery_by_two: "Another administrator has to confirm this: not the one who has confirmed it already.",
  recovery_of_another: "Nobody helps themselves back in.",
  request_draft_seen:
    "This draft was changed in another window since. What stands here is not kept, so that nothing there is lost.",
  scim_user_name_once: "A user of this name is there already.",
  scim_user_external_once: "A user with this external id is there already.",
  scim_user_person_once: "This person is managed by another user of an HR system.",
  scim_group_name_once: "A group of this name is there already.",
  scim_group_external_once: "A group with this external id is there already.",
  scim_tokens_two: "Two tokens of this connection are in use already. Revoke one of them first.",
  scim_member_of_source: "A group holds users of its own connection alone.",
  webhook_secrets_two: "Two secrets of this connection are in use already. Revoke one of them first.",
  import_mapped_when_applied:
    "Nobody has confirmed yet what the columns hold. Look at them, and confirm them first.",
  import_replaced_waits_no_more: "A newer file has taken the place of this one. Review that one.",
  report_held_once: "A departure of this person is held already. Reload the page to see how it stands.",
  report_decided_once: "It is decided already what becomes of this. Reload the page to see how it stands.",
  report_decided_by_another: "Nobody decides about their own departure.",
  break_glass_is_owner: "A break-glass account is an owner, and nothing else.",
};

function inWords(error: unknown, state: string | null): unknown {
  const text =
    error instanceof Error
      ? `${error.message} ${JSON.stringify(error, Object.getOwnPropertyNames(error))}`
      : "";
  const guard = Object.keys(guards).find((name) => text.includes(name));
  if (guard) return conflict(guards[guard] ?? "");
  const code = error instanceof Prisma.PrismaClientKnownRequestError ? error.code : null;
  if (code === "P2002" || state === "23505") {
    return conflict(
      "The same has just been entered, by you or by somebody else. Look at the list before you try again.",
    );
  }
  if (isRetryable(error, state) || state === "55P03" || state === "57014" || code === "P2028") {
    return unavailable(
      "Too much is happening on this at once. Nothing was changed; try again in a moment.",
      error,
    );
  }
  // pg gives no code to what it says when the server goes in the middle of something: a commit may have been its last.
  if (/Connection terminated/.test(text)) {
    return unavailable(
      "The connection to the database was cut. Look whether this was done before you try again.",
      error,
    );
  }
  if (code === "P1001" || state?.startsWith("08") || state === "57P01") {
    return unavailable("The database does not answer. Nothing was changed; try again in a moment.", error);
  }
  return error;
}

/** Full jitter, doubling from 10 ms to at most 1 s. */
function pause(attempt: number): Promise<void> {
  const longest = Math.min(1_000, 10 * 2 ** attempt);
  return new Promise((resolve) => setTimeout(resolve, Math.random() * longest));
}
