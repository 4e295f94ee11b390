import { ensureBuild } from "./build";
import { onStop } from "./lifeline";
import { explain } from "./refusal.mjs";

// The production build by itself, for the tests.
try {
  await ensureBuild((child) =>
    onStop(() => {
      child.kill("SIGTERM");
      process.exit(1);
    }),
  );
  process.exit(0);
} catch (error) {
  process.exit(explain(error));
}
