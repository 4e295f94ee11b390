import type { ImportProgress } from "./plan-import";

/**
 * How far the plans are that this process is working out, by run. Only for the screen that waits: a plan is saved
 * whole or not at all, and a process that stops takes its progress with it.
 */
const kept = globalThis as { keyholderImportProgress?: Map<string, ImportProgress> };

/** Notes how far the plan of a run is; null when it is there or has failed. */
export function noteProgress(runId: string, progress: ImportProgress | null): void {
  kept.keyholderImportProgress ??= new Map();
  if (progress) kept.keyholderImportProgress.set(runId, progress);
  else kept.keyholderImportProgress.delete(runId);
}

/** How far the plan of a run is; null when nobody works on it. */
export function progressOf(runId: string): ImportProgress | null {
  return kept.keyholderImportProgress?.get(runId) ?? null;
}
