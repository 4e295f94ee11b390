import { type Able, listPeopleWhoMay } from "@/lib/accounts/people-who-may";
import type { Tx } from "@/lib/db";
import { movedNotices, type ToldDelegation } from "@/lib/delegations/rules/notices";
import type { Job } from "@/lib/jobs";
import { moveName } from "@/lib/moves/move-row";
import { notify } from "@/lib/notify";
import { dayInWords } from "@/lib/requests/rules/words";

type Told = {
  id: string;
  number: number;
  personId: string;
  personName: string;
  managerIds: readonly (string | null)[];
  effectiveOn: Date;
};

/** Whom a move waits for: HR and the person's managers; the security lead and the owners where it has neither. */
export async function decidersOf(tx: Tx, move: Pick<Told, "personId" | "managerIds">): Promise<string[]> {
  return decidersAmong(await listPeopleWhoMay(tx, "moves.propose"), move);
}

function decidersAmong(able: readonly Able[], move: Pick<Told, "personId" | "managerIds">): string[] {
  const managers = move.managerIds.filter((id) => id !== null);
  const hr = able.filter(({ roles }) => roles.includes("hr"));
  const all = [...managers, ...(hr.length > 0 ? hr : able).map(({ personId }) => personId)];
  return [...new Set(all)].filter((id) => id !== move.personId);
}

/** Tells the manager and HR that a move waits for them. Whoever proposed it knows. */
export async function tellOfMove(
  tx: Tx,
  move: Told & { lines: number; byId: string | null },
): Promise<Job[]> {
  return tellOfMoves(tx, [move], await listPeopleWhoMay(tx, "moves.propose"));
}

/** As tellOfMove, of many: `able` are those who may propose moves. One statement. */
export function tellOfMoves(
  tx: Tx,
  moves: readonly (Told & { lines: number; byId: string | null })[],
  able: readonly Able[],
): Promise<Job[]> {
  return notify(
    tx,
    moves.map((move) => ({
      personId: decidersAmong(able, move).filter((id) => id !== move.byId),
      kind: "move.to-decide",
      cause: `move ${move.id} to decide`,
      subject: `${moveName(move.number)}: ${move.personName} changes their role on ${dayInWords(move.effectiveOn)}`,
      text: `Look at the ${move.lines} ${move.lines === 1 ? "line" : "lines"} of what they hold and will need, and decide each before that day. What nobody has decided by then is taken away or lowered.`,
      href: `/moves/${move.id}`,
    })),
  );
}

/** Tells the person, once, what was decided of their move. */
export function tellDecided(tx: Tx, move: Told & { goes: number; asks: number }): Promise<Job[]> {
  const day = dayInWords(move.effectiveOn);
  return notify(tx, [
    {
      personId: move.personId,
      kind: "move.decided",
      cause: `move ${move.id} decided`,
      subject: `${moveName(move.number)}: what you hold changes on ${day}`,
      text: `With your new role ${move.goes} of your keys ${move.goes === 1 ? "is" : "are"} taken away or lowered on ${day}, and access is asked for on ${move.asks} ${move.asks === 1 ? "account" : "accounts"}.`,
      href: `/moves/${move.id}`,
    },
  ]);
}

/**
 * Tells the manager and HR what a move has done, and the security lead, too, where nobody had decided it; and the people
 * of each delegation that goes on, so that they look whether it should.
 */
export async function tellCarriedOut(
  tx: Tx,
  move: Told & { takenAway: number; lowered: number; asked: number; fellBack: number },
  delegations: readonly ToldDelegation[],
): Promise<Job[]> {
  const leads = (await listPeopleWhoMay(tx, "moves.propose"))
    .filter(({ roles }) => roles.includes("security_lead"))
    .map(({ personId }) => personId);
  const late = move.fellBack > 0;
  const lines = `${move.fellBack} ${move.fellBack === 1 ? "line" : "lines"}`;
  return notify(tx, [
    {
      personId: [...new Set([...(await decidersOf(tx, move)), ...(late ? leads : [])])].filter(
        (id) => id !== move.personId,
      ),
      kind: "move.carried-out",
      cause: `move ${move.id} carried out`,
      subject: late
        ? `${moveName(move.number)}: nobody decided ${lines} of the move of ${move.personName}`
        : `${moveName(move.number)}: the move of ${move.personName} counts from today`,
      text: `${move.takenAway} keys are being taken away, ${move.lowered} lowered, and access is asked for on ${move.asked} accounts.${late ? ` Nobody had decided ${lines} by the day, so what no kit covers was taken away and the rest lowered. Look at them.` : ""}`,
      href: `/moves/${move.id}`,
    },
    ...delegations.flatMap((each) => movedNotices(each, { name: move.personName, cause: `move ${move.id}` })),
  ]);
}

/** Tells those whom a move waits for that its day is near. */
export async function tellUndecided(
  tx: Tx,
  moves: readonly (Told & { undecided: number })[],
): Promise<Job[]> {
  const notices = [];
  for (const move of moves)
    notices.push({
      personId: await decidersOf(tx, move),
      kind: "move.to-decide" as const,
      cause: `move ${move.id} undecided, two days before`,
      subject: `${moveName(move.number)}: ${move.personName} changes their role on ${dayInWords(move.effectiveOn)}, and ${move.undecided} ${move.undecided === 1 ? "line is" : "lines are"} undecided`,
      text: "What nobody has decided by that day is taken away where no kit covers it, and lowered where a kit needs less.",
      href: `/moves/${move.id}` as const,
    });
  return notify(tx, notices);
}
