import type { WorkKey } from "@/lib/platforms/work";
import { holdsAnything } from "./make-open";
import { endOfDay, hoursBefore } from "./moments";
import { ask } from "./requests";
import { chooseRoles } from "./role-choice";
import { type Draft, named } from "./rows";

type Waiting = {
  by: string;
  /** The first of these who holds nothing there yet; "self" asks for themselves. */
  forOneOf: readonly string[];
  on: readonly string[];
  work: readonly WorkKey[];
  /** Work that only a larger role does, and why it is asked for. */
  above?: { work: readonly WorkKey[]; reason: string };
  reason: string;
  hoursAgo: number;
  days: number;
};

const waiting: readonly Waiting[] = [
  {
    by: "Hannah Stone",
    forOneOf: ["Ngozi Eze", "Mei Tanaka", "Freya Lindgren"],
    on: ["saffron-hotels.example"],
    work: ["look-at-reports", "export-reports"],
    reason: "Monthly reporting from December on.",
    hoursAgo: 3,
    days: 96,
  },
  {
    by: "Omar Rahman",
    forOneOf: ["Omar Rahman"],
    on: ["Kite – Brand", "Kite – Leads"],
    work: ["publish-campaigns", "change-budgets"],
    above: { work: ["manage-users"], reason: "Easier during Q4." },
    reason: "Covers the Q4 campaigns while paid social is short of people.",
    hoursAgo: 8,
    days: 37,
  },
  {
    by: "Priya Santos",
    forOneOf: ["Linnéa Åkesson", "Grace Adeyemi", "Diego Fernández"],
    on: ["Alba Salesforce"],
    work: ["export-contact-data"],
    reason: "List for the winter mailing.",
    hoursAgo: 22,
    days: 21,
  },
  {
    by: "Matteo Conti",
    forOneOf: ["Søren Kjær", "Agnieszka Wójcik", "Ben Nowak"],
    on: ["Atlas – Search"],
    work: ["publish-campaigns", "change-budgets"],
    reason: "Takes over the search campaigns of a leaver.",
    hoursAgo: 1.5,
    days: 120,
  },
  {
    by: "Siobhán Kelly",
    forOneOf: ["Camille Lefèvre", "Hugo Martins", "Owen Hughes"],
    on: ["Birch shop"],
    work: ["edit-content"],
    reason: "Christmas landing pages.",
    hoursAgo: 27,
    days: 45,
  },
  {
    by: "Chloé Weber",
    forOneOf: ["Leïla Benali", "Zoë Müller", "João Carvalho"],
    on: ["Juniper – TikTok"],
    work: ["publish-campaigns", "change-budgets"],
    above: { work: ["manage-billing", "manage-users"], reason: "Has to add the client’s new card." },
    reason: "Runs the account while a colleague leaves.",
    hoursAgo: 50,
    days: 60,
  },
  {
    by: "Anneke de Vries",
    forOneOf: ["Daniel Kovács", "Matteo Conti", "Siobhán Kelly"],
    on: ["lumen-energy.example", "Lumen – LinkedIn"],
    work: ["look-at-reports"],
    reason: "Second account manager on the client.",
    hoursAgo: 70,
    days: 100,
  },
];

/** Adds the requests that wait for a decision, two of them for more than the smallest role. */
export function makeWaiting(draft: Draft): void {
  const { now, rows } = draft;
  for (const line of waiting) {
    const assets = line.on.map((name) => named(rows.assets, name));
    const people = line.forOneOf.map((name) => named(rows.people, name));
    const person =
      people.find((each) => assets.every((asset) => !holdsAnything(draft, each.id, asset))) ?? people[0];
    const clientId = assets[0]?.clientId;
    if (!person || !clientId) continue;
    const items = assets.flatMap((asset) => {
      const smallest = chooseRoles(asset.platformId, asset.type, line.work);
      const choice =
        line.above && chooseRoles(asset.platformId, asset.type, [...line.work, ...line.above.work]);
      if (!smallest) return [];
      const above = choice && line.above ? { above: { choice, reason: line.above.reason } } : {};
      return [{ personId: person.id, asset, smallest, ...above }];
    });
    ask(draft, {
      requesterId: named(rows.people, line.by).id,
      clientId,
      work: line.work,
      reason: line.reason,
      until: endOfDay(hoursBefore(now, -24 * line.days)),
      at: hoursBefore(now, line.hoursAgo),
      items,
    });
  }
}
