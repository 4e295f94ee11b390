import { expect, it } from "vitest";
import { movesTo, type UnderWay } from "@/lib/sources/rules/moves-to";

const now = new Date("2026-11-26T12:00:00Z");
const on = (day: string) => new Date(`${day}T23:59:59Z`);
const running: UnderWay = { kind: "leaves", lastMoment: on("2026-12-10"), saidKind: null, saidMoment: null };
const said = { ...running, saidKind: "leaves" as const, saidMoment: on("2026-12-10") };
const leaves = (day: string) => ({ kind: "leaves" as const, lastMoment: on(day) });
const terminated = { kind: "terminated_now" as const };

it.each([
  ["the same day", leaves("2026-12-10"), said, null],
  ["a new day of its own", leaves("2026-12-20"), said, leaves("2026-12-20")],
  [
    "what it said before, after a person moved it",
    leaves("2026-12-10"),
    { ...said, lastMoment: on("2026-12-05") },
    null,
  ],
  [
    "an earlier day of a departure that it did not begin",
    leaves("2026-12-01"),
    running,
    leaves("2026-12-01"),
  ],
  ["a later day of a departure that it did not begin", leaves("2026-12-20"), running, null],
  ["that it is now", terminated, said, terminated],
  ["that it is now, once more", terminated, { ...said, saidKind: "terminated_now" as const }, null],
  ["that it is now, after the last day", terminated, { ...said, lastMoment: on("2026-11-20") }, null],
  ["a day for who is terminated", leaves("2026-12-20"), { ...said, kind: "terminated_now" as const }, null],
  [
    "of who has gone another day on which they did",
    leaves("2026-11-10"),
    { ...said, lastMoment: on("2026-11-20"), saidMoment: on("2026-11-20") },
    null,
  ],
  [
    "that they have gone once more, after a person put it off",
    leaves("2026-11-10"),
    { ...said, saidMoment: on("2026-11-20") },
    null,
  ],
  ["that they have gone, of whom it gave a day to come", leaves("2026-11-20"), said, leaves("2026-11-20")],
])("a source says %s", (_, word, departure, to) => {
  expect(movesTo(word, departure, now)).toEqual(to);
});
