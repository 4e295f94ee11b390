import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { ownNode, root } from "@/scripts/setup/project.mjs";
import type { Call } from "./access-life";
import type { Answer, Failure, Order } from "./instance";

/** Null when the instance died before it answered: nobody knows whether it was done. */
export type Heard = Answer | null;

/** An instance of Keyholder in a process of its own, on this test's database. */
export type Instance = {
  /** Has a command run there; throws what is a bug. */
  send: (call: Call, key: string) => Promise<Heard>;
  /** As a machine that loses its power (`kill -9`). */
  kill: () => Promise<void>;
};

/** Starts one, whose clock is wrong by so many milliseconds, with these settings of the environment. */
export async function startInstance(
  wrongByMs: number,
  settings: Record<string, string> = {},
): Promise<Instance> {
  const child = fork(join(root, "tests/support/instance.ts"), [], {
    cwd: root,
    execPath: ownNode,
    execArgv: [
      "--disable-warning=ExperimentalWarning",
      ...["--import", join(root, "scripts/setup/end-with-parent.mjs")],
      ...["--import", join(root, "tests/support/wrong-clock.mjs")],
      ...["--import", "tsx"],
    ],
    env: {
      ...process.env,
      KEYHOLDER_PARENT: String(process.pid),
      WRONG_BY_MS: String(wrongByMs),
      ...settings,
    },
    // Dates stay dates on the way.
    serialization: "advanced",
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const waiting = new Map<number, { heard: (answer: Heard) => void; failed: (error: Error) => void }>();
  const gone = new Promise<void>((done) => child.on("exit", () => done()));
  await ready(child);
  child.on("message", (answer: Answer | Failure) => {
    const caller = waiting.get(answer.id);
    waiting.delete(answer.id);
    if ("failed" in answer) caller?.failed(new Error(answer.failed));
    else caller?.heard(answer);
  });
  child.on("exit", () => {
    for (const { heard } of waiting.values()) heard(null);
  });
  let orders = 0;
  return {
    send: ({ command, actor, input }, key) =>
      new Promise((heard, failed) => {
        orders += 1;
        waiting.set(orders, { heard, failed });
        child.send({ id: orders, command: command.commandName, actor, input, key } satisfies Order);
      }),
    async kill() {
      child.kill("SIGKILL");
      await gone;
    },
  };
}

const ready = (child: ChildProcess): Promise<void> =>
  new Promise((done, failed) => {
    child.once("message", () => done());
    child.once("exit", (code) => failed(new Error(`The instance ended with ${code} before it was ready.`)));
  });
