import { unavailable } from "@/lib/errors";

/**
 * Lets only so many of a costly work run at once in this process, and so many wait; more are turned away at once
 * with `unavailable`, so that a flood of them starves nothing else (SEC-102).
 */
export function fewAtOnce(
  running: number,
  waiting: number,
): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let free = running;
  const queue: (() => void)[] = [];

  return async (work) => {
    if (free > 0) free -= 1;
    else if (queue.length < waiting) await new Promise<void>((go) => queue.push(go));
    else throw unavailable("Many people are signing in right now. Try again in a few seconds.");
    try {
      return await work();
    } finally {
      const next = queue.shift();
      // The place goes to the next one as it is, so nobody slips in between.
      if (next) next();
      else free += 1;
    }
  };
}
