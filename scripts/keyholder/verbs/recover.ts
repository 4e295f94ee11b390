import { assistRecovery } from "@/lib/accounts/assist-recovery";
import { systemActor } from "@/lib/auth/actor";
import type { RegisterVerb } from "../verb";

type Options = { email: string; phrase: string; reason: string };

export const register: RegisterVerb = (program, run) => {
  program
    .command("recover")
    .description("stand in for a second administrator who is not there, in a recovery that was asked for")
    .requiredOption("--email <address>", "whose account")
    .requiredOption("--phrase <words>", "the four words that the person reads to you")
    .requiredOption("--reason <text>", "how you know that it is them")
    .action((options: Options) =>
      run(async () => {
        const { name } = await assistRecovery(systemActor("operator"), options);
        return {
          lines: [
            `The recovery of ${name} is confirmed and opens in 24 hours, unless somebody stops it. All their addresses are told.`,
          ],
          json: { name },
        };
      }),
    );
};
