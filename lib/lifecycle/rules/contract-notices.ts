import type { Notice } from "@/lib/notify";

/** A contract that ends, and how many days before is told now. */
export type EndingContract = {
  personId: string;
  name: string;
  endsOn: Date;
  managerId: string | null;
  days: number;
};

const longDay = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "long",
  year: "numeric",
  timeZone: "UTC",
});

/** One notice for each contract and step, to the manager and to whoever starts departures; never to whom it is about. */
export function contractNotices(ending: readonly EndingContract[], starterIds: readonly string[]): Notice[] {
  return ending.map(({ personId, name, endsOn, managerId, days }) => ({
    personId: [...new Set([...(managerId ? [managerId] : []), ...starterIds])].filter(
      (id) => id !== personId,
    ),
    kind: "contract.ends",
    cause: `contract of ${personId} ends ${endsOn.toISOString().slice(0, 10)}, ${days} days before`,
    subject: `The contract of ${name} ends ${days === 1 ? "within a day" : `within ${days} days`}`,
    text: `Its last day is ${longDay.format(endsOn)}. Everything that ${name} holds is then taken back by itself: the departure starts a week before. If the contract goes on, change its last day on their page.`,
    href: `/people/${personId}`,
  }));
}
