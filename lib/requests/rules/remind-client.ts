import { addDays } from "date-fns";
import type { ItemContact } from "@/lib/requests/rules/client-answer";
import { momentInWords } from "@/lib/requests/rules/words";

/** The latest moment at which somebody of the client was told; null: nobody was. */
export const lastTold = (told: readonly { last: Date }[]): Date | null =>
  told.reduce<Date | null>((latest, { last }) => (latest && latest > last ? latest : last), null);

/** Whether a client's contacts can be asked once more: where one can sign in, and once a day. */
export function canRemind(
  of: { contacts: readonly ItemContact[]; toldAt: Date | null; clientName: string },
  now: Date,
): true | string {
  if (!of.contacts.some(({ standing }) => standing === "answers"))
    return `Nobody of ${of.clientName} can sign in yet, so there is nobody to remind.`;
  const next = of.toldAt && addDays(of.toldAt, 1);
  if (next && next > now) return `They were told already. They can be reminded from ${momentInWords(next)}.`;
  return true;
}
