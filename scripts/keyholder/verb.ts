import type { Command } from "commander";

/** What a verb has to say: to a person in lines, to a program in `json`, to the shell in a code. */
export type Answer = { lines: readonly string[]; json: unknown; code?: ExitCode };

/** 0 done · 1 could not be done · 2 not understood · 3 done, and there is something to look at. */
export type ExitCode = 0 | 1 | 2 | 3;

export type RunOptions = {
  /** Also with a database that is not at this version. */
  anyVersion?: boolean;
};

/** Opens the database, does the work, prints its answer and puts everything away. */
export type Run = (work: () => Promise<Answer>, options?: RunOptions) => Promise<void>;

/** Adds its command to the program. Every file in `verbs` exports one as `register`. */
export type RegisterVerb = (program: Command, run: Run) => void;
