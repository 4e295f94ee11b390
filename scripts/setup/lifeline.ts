type Ending = (reason: "asked" | "cut") => void | Promise<void>;

/**
 * Calls `end` once when this process is asked to stop, or when the process that launched it has gone (see
 * launch.mjs). `end` puts everything away and leaves the process.
 */
export function onStop(end: Ending): void {
  let ending = false;
  const once = (reason: "asked" | "cut") => {
    if (ending) return;
    ending = true;
    void end(reason);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => once("asked"));
  process.on("message", (message) => message === "stop" && once("asked"));
  process.on("disconnect", () => once("cut"));
  process.channel?.unref();
}
