import { z } from "zod";
import { command } from "@/lib/command";
import { conflict } from "@/lib/errors";
import { id } from "@/lib/input";
import { askForNeeds } from "@/lib/moves/ask-for-needs";
import { readUnasked } from "@/lib/moves/read-unasked";
import { lockPerson } from "@/lib/people/lock";
import { asksForOthers, canAskFor } from "@/lib/requests/rules/who-may";

/**
 * Asks for what the kits of somebody's seats need and they neither hold nor wait for, on all their engagements at once:
 * how a joiner gets what their work needs. Each engagement has requests of its own, decided as any other; nothing is
 * given before their first day. `kitLineIds` are the lines that were on the screen: one that came since is not asked
 * for unseen. Gives how many accounts were asked for. Raises conflict when nothing is left to ask for.
 */
export const askForKits = command({
  name: "moves.ask-for-kits",
  permission: "requests.ask",
  timeoutMs: 60_000,
  input: z.strictObject({
    personId: id(),
    kitLineIds: z.array(id()).min(1, "Nothing is left to ask for.").max(1_000),
  }),
  async target(tx, input, actor) {
    const person = await lockPerson(tx, input.personId);
    return person && (asksForOthers(actor) || person.id === actor.personId) ? person : null;
  },
  allow: ({ actor, target }) => canAskFor(actor, [target.id]),
  async change({ tx, actor, input, target: person, now }) {
    const { seats, needs } = await readUnasked(tx, person.id);
    const seen = needs.filter((need) => input.kitLineIds.includes(need.kitLineId));
    const requesterId = actor.personId;
    const items = requesterId
      ? await askForNeeds(tx, actor, seen, {
          ...{ personId: person.id, seats, requesterId, now },
          reason: `${person.name} has this work, and it is what the kit of it needs.`,
        })
      : 0;
    if (items === 0)
      throw conflict(
        `Nothing of this is left to ask for ${person.name}. Reload the page to see how it stands.`,
      );
    return { result: { name: person.name, items }, audit: [] };
  },
});
