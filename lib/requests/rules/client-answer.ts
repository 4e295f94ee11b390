import type { RoleRow } from "@/lib/requests/rules/choose-roles";
import { listed } from "@/lib/requests/rules/words";

/**
 * How a contact stands to an item that needs the client's yes: they answer; they are invited and may soon; they asked
 * for it or would hold it themselves; or they cannot sign in (the database's `contact_standing`).
 */
export type ContactStanding = "answers" | "invited" | "own" | "none";

/** A contact of the item's client, with how they stand to it. */
export type ItemContact = { contactId: string; name: string; standing: ContactStanding };

/** What the client said of an item. */
export type ClientAnswer = {
  agrees: boolean;
  /** The contact, or who wrote it down. */
  byName: string;
  /** No contact could sign in: the security lead wrote down who agreed. */
  written: boolean;
  words: string | null;
  at: Date;
};

/** What the security lead has approved before the client's yes; it gives nothing until then. */
export type LeadApproval = {
  leadId: string;
  leadName: string;
  /** In whose place it was approved. */
  inPlaceOfId: string | null;
  inPlaceOfName: string | null;
  roles: readonly RoleRow[];
  until: Date | null;
  reason: string | null;
  at: Date;
};

/** Whether a contact may answer for their client. Whoever asked for it or would hold it leaves it to another one. */
export function canAnswer(standing: ContactStanding, clientName: string): true | string {
  if (standing === "answers") return true;
  if (standing === "own")
    return `You asked for this yourself, or would hold it. Another contact of ${clientName} has to answer.`;
  return `Only a contact who speaks for ${clientName} answers this.`;
}

/**
 * Where the client's yes comes from: from a contact in their room, as soon as one of them can sign in or is invited
 * and may; only where there is none does the security lead write down who agreed.
 */
export function clientSide(contacts: readonly ItemContact[]): "room" | "written" {
  return contacts.some(({ standing }) => standing === "answers" || standing === "invited")
    ? "room"
    : "written";
}

/** Whether the security lead's approval only waits for the client: what they approve again after a yes waits for nobody. */
export const waitsForClient = (item: {
  leadApproval: LeadApproval | null;
  clientAnswer: ClientAnswer | null;
}): boolean => item.leadApproval !== null && item.clientAnswer === null;

/** Who of the client can answer, as a sentence for the studio: "Carla Nunes can answer in the room of Kite Foods." */
export function answerersInWords(contacts: readonly ItemContact[], clientName: string): string {
  const of = (standing: ContactStanding) =>
    contacts.filter((contact) => contact.standing === standing).map(({ name }) => name);
  const answers = of("answers");
  const invited = of("invited");
  if (answers.length > 0) return `${listed(answers)} can answer in the room of ${clientName}.`;
  return `${listed(invited)} ${invited.length === 1 ? "is" : "are"} invited to the room of ${clientName}, and can answer once there.`;
}

/** What came of answers, for the status line in the room. */
export function answeredInWords({
  agreed,
  declined,
  given,
}: {
  agreed: number;
  declined: number;
  given: number;
}): string {
  if (declined > 0)
    return declined === 1
      ? "You declined it. Nobody gets this access."
      : `You declined ${declined}. Nobody gets this access.`;
  const waits = agreed - given;
  const what = agreed === 1 ? "You approved it." : `You approved ${agreed}.`;
  if (waits === 0) return `${what} The studio gives the access now.`;
  return given === 0
    ? `${what} The studio still has to decide.`
    : `${what} The studio gives ${given} now, and still has to decide ${waits}.`;
}
