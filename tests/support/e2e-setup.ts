import { startApp } from "./app";
import { handOut, WORKERS } from "./e2e-apps";

/** Before all browser tests: a Keyholder on a free port for each worker. Gives the clean-up back. */
export default async function setup(): Promise<() => Promise<void>> {
  // One after the other: the first of them builds, when sources have changed.
  const first = await startApp();
  const others = await Promise.all(Array.from({ length: WORKERS - 1 }, () => startApp()));
  const apps = [first, ...others];
  handOut(apps);
  return async () => {
    await Promise.all(apps.map((app) => app.stop()));
  };
}
