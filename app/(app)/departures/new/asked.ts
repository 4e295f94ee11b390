import type { Params } from "@/components/ui/href";
import { DEPARTURE_KINDS, type DepartureKind, isAtOnce } from "@/lib/lifecycle/rules/kinds";

/** What the address of the page asks for: whom, how it ends, when. */
export type Asked = { personId: string; kind: DepartureKind; day: string; time: string; lastMoment?: Date };

/** Reads the address strictly. Without a day it is 17:00 today, or tomorrow when that has passed (UTC). */
export function readAsked(params: Params, now: Date): Asked {
  const text = (name: string) => [params[name]].flat()[0] ?? "";
  const kind = DEPARTURE_KINDS.find((each) => each === text("kind")) ?? "leaves";
  const evening = new Date(`${now.toISOString().slice(0, 10)}T17:00:00Z`);
  const usual = evening > now ? evening : new Date(evening.getTime() + 86_400_000);
  const day = text("day") || usual.toISOString().slice(0, 10);
  const time = text("time") || "17:00";
  const at = new Date(`${day}T${time}:00Z`);
  const real = !Number.isNaN(at.getTime()) && at.toISOString().startsWith(`${day}T${time}`);
  const lastMoment = isAtOnce(kind) && !text("day") ? now : at;
  return { personId: text("person"), kind, day, time, ...(real ? { lastMoment } : {}) };
}
