import type { Params } from "@/components/ui/href";

/** What the address of the page asks for. */
export type AskedMove = {
  /** The form was sent: there is something to propose. */
  sent: boolean;
  day: string;
  title: string | null;
  department: string | null;
  managerId: string | null;
  /** By seat: its role from now on; empty where it ends. */
  roles: Record<string, string>;
  /** Places for engagements that they join. */
  joins: { place: number; engagementId: string; role: string }[];
};

const JOINS = [1, 2];

/** Reads the address. Without a day it is today. */
export function readAskedMove(params: Params, now: Date): AskedMove {
  const text = (name: string) => [params[name]].flat()[0]?.trim() ?? "";
  const given = (name: string) => text(name) || null;
  return {
    sent: params.day !== undefined,
    day: text("day") || now.toISOString().slice(0, 10),
    title: given("title"),
    department: given("department"),
    managerId: given("manager"),
    roles: Object.fromEntries(
      Object.keys(params).flatMap((name) =>
        name.startsWith("seat.") ? [[name.slice("seat.".length), text(name)]] : [],
      ),
    ),
    joins: JOINS.map((place) => ({
      place,
      engagementId: text(`engagement${place}`),
      role: text(`as${place}`),
    })),
  };
}

type Seat = { membershipId: string; engagementId: string; role: string };

/** The seats that end and begin: one whose role becomes another does both. */
export function seatChange(
  seats: readonly Seat[],
  { roles, joins }: AskedMove,
): { ends: string[]; begins: { engagementId: string; role: string }[] } {
  const changed = seats.filter(({ membershipId, role }) => {
    const to = roles[membershipId];
    return to !== undefined && to.toLowerCase() !== role.toLowerCase();
  });
  return {
    ends: changed.map((seat) => seat.membershipId),
    begins: [
      ...changed.map(({ membershipId, engagementId }) => ({ engagementId, role: roles[membershipId] ?? "" })),
      ...joins.map(({ engagementId, role }) => ({ engagementId, role })),
    ].filter((seat) => seat.engagementId !== "" && seat.role !== ""),
  };
}
