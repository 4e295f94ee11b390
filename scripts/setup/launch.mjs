import { spawn } from "node:child_process";
import { resolve } from "node:path";
import { npmAbove, processStamp } from "./processes.mjs";
import { ownNode, root } from "./project.mjs";

/**
 * Runs a TypeScript file under the project's own Node and ends with its exit code. The two hold a line: when
 * this process is killed, the other sees the line close and puts everything away.
 * @param {string} file
 * @param {readonly string[]} args
 * @param {{ env?: Record<string, string>, started?: (pid: number) => void }} [options]
 * @returns {Promise<number>}
 */
export function launch(file, args, { env = {}, started } = {}) {
  const child = spawn(
    ownNode,
    ["--disable-warning=ExperimentalWarning", "--import", "tsx", resolve(root, file), ...args],
    {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ["inherit", "inherit", "inherit", "ipc"],
    },
  );
  if (child.pid) started?.(child.pid);
  const stop = () => {
    if (child.connected) child.send("stop");
    else child.kill("SIGTERM");
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, stop);
  const unwatch = watchNpm(stop);
  return new Promise((done, failed) => {
    child.on("error", failed).on("close", (code) => {
      unwatch();
      done(code ?? 1);
    });
  });
}

/**
 * npm that is killed outright tells nobody: without this the server would live on, and hold the port.
 * @param {() => void} gone
 * @returns {() => void}
 */
function watchNpm(gone) {
  const npm = npmAbove();
  if (npm === null) return () => undefined;
  const stamp = processStamp(npm);
  const timer = setInterval(() => {
    if (processStamp(npm) === stamp) return;
    clearInterval(timer);
    gone();
  }, 500);
  return () => clearInterval(timer);
}
