/** Runs once in each server process, before the first request: heads the answers, starts the worker and stops it with the server. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs" || process.env.NEXT_PHASE === "phase-production-build") return;
  const { headEveryAnswer } = await import("@/lib/http/head-every-answer");
  headEveryAnswer();
  const { dropUnreadable } = await import("@/lib/http/drop-unreadable");
  dropUnreadable();
  const { notePeer } = await import("@/lib/http/note-peer");
  notePeer();
  const { startWorker } = await import("@/lib/worker");
  try {
    const stop = await startWorker();
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void stop());
  } catch (error) {
    // Pages work without it; jobs wait in the database for the next start.
    console.error("The worker did not start:", error);
  }
}
