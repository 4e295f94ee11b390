/** Numbers that look random and are the same each time: the demo studio is the same studio wherever it is filled. */
export type Random = {
  /** From 0 up to 1. */
  next: () => number;
  /** A whole number from `from` to `to`, both included. */
  whole: (from: number, to: number) => number;
  chance: (probability: number) => boolean;
  pick: <Each>(list: readonly Each[]) => Each;
  /** The list in another order. */
  mix: <Each>(list: readonly Each[]) => Each[];
  /** A key in the form of UUIDv7 for a row that began at this moment. */
  id: (at: Date) => string;
};

/** A generator of its own for each seed (mulberry32). */
export function randomFrom(seed: number): Random {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const whole = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  const pick = <Each>(list: readonly Each[]): Each => {
    const chosen = list[whole(0, list.length - 1)];
    if (chosen === undefined) throw new Error("Nothing can be chosen from an empty list.");
    return chosen;
  };
  const hex = (digits: number) => Array.from({ length: digits }, () => whole(0, 15).toString(16)).join("");
  return {
    next,
    whole,
    pick,
    chance: (probability) => next() < probability,
    mix: (list) =>
      list
        .map((each) => [next(), each] as const)
        .sort((a, b) => a[0] - b[0])
        .map(([, each]) => each),
    id(at) {
      const time = at.getTime().toString(16).padStart(12, "0");
      return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-${pick(["8", "9", "a", "b"])}${hex(3)}-${hex(12)}`;
    },
  };
}
