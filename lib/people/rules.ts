/** What somebody still has, in counts. */
export type Holdings = {
  keys: number;
  robots: number;
  sharedLogins: number;
  custodies: number;
  /** Undone work that is theirs to do. */
  tasks: number;
  /** Plans for shared logins that they own. */
  plans: number;
  /** What is asked for them to hold, and not decided. */
  requests: number;
};

/**
 * Why a person cannot be ended yet, as a sentence; null when nothing is left. A grant never outlives the person's
 * stay (docs/rules.md): a departure takes back what they hold.
 */
export function whyNotEnded(name: string, holdings: Holdings): string | null {
  const left = [
    counted(holdings.keys, "holds 1 key", (n) => `holds ${n} keys`),
    counted(holdings.robots, "owns 1 robot", (n) => `owns ${n} robots`),
    counted(holdings.sharedLogins, "knows 1 shared login", (n) => `knows ${n} shared logins`),
    counted(holdings.custodies, "is custodian of 1 account", (n) => `is custodian of ${n} accounts`),
    counted(holdings.tasks, "has 1 task to do", (n) => `has ${n} tasks to do`),
    counted(
      holdings.plans,
      "owns the plan for 1 shared login",
      (n) => `owns the plans for ${n} shared logins`,
    ),
    counted(holdings.requests, "waits for 1 key", (n) => `waits for ${n} keys`),
  ].filter((part) => part !== null);
  if (left.length === 0) return null;
  const list = new Intl.ListFormat("en-GB", { type: "conjunction" }).format(left);
  return `${name} still ${list}. Start a departure, which takes all of it back; then this ends by itself.`;
}

function counted(n: number, one: string, many: (n: number) => string): string | null {
  if (n === 0) return null;
  return n === 1 ? one : many(n);
}

export type PersonStatus = "here" | "joining" | "away" | "leaving" | "left";

/** Where somebody stands, at a moment: before their first day, here, away for long, with an end in sight, or gone. */
export function personStatus(
  person: {
    startsOn: Date | null;
    endsOn: Date | null;
    accessEndsAt: Date | null;
    awaySince: Date | null;
    endedAt: Date | null;
  },
  now: Date,
): PersonStatus {
  if (person.endedAt && person.endedAt <= now) return "left";
  if (person.awaySince) return "away";
  if (person.accessEndsAt || person.endsOn) return "leaving";
  return person.startsOn && person.startsOn > now ? "joining" : "here";
}

const longDay = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "long",
  year: "numeric",
  timeZone: "UTC",
});

/**
 * Why somebody gets no access yet, as the end of a sentence: they have not begun, or have not accepted the invitation
 * that waits for them. Null: nothing stands against it.
 */
export function whyNotYet(
  { startsOn, invited }: { startsOn: Date | null; invited: boolean },
  now: Date,
): string | null {
  if (startsOn && startsOn > now) return `their first day is ${longDay.format(startsOn)}`;
  if (invited)
    return "they have not accepted their invitation to Keyholder (with a passkey, where their role asks for one)";
  return null;
}
