/** Something that the person at the shell can put right. The message is one whole sentence; the exit code is 1. */
export class Refusal extends Error {
  /** @param {string} message @param {unknown} [cause] */
  constructor(message, cause) {
    super(message, { cause });
    this.name = "Refusal";
  }
}

/**
 * Prints why a script ends and gives its exit code: one sentence for a refusal, everything for a bug.
 * @param {unknown} error
 * @returns {number}
 */
export function explain(error) {
  if (error instanceof Error && error.name === "Refusal") console.error(`\n${error.message}`);
  else console.error(error);
  return 1;
}
