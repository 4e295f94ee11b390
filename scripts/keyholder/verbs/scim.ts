import { systemActor } from "@/lib/auth/actor";
import { wholeNumber } from "@/lib/input";
import { makeToken } from "@/lib/sources/make-token";
import { sourceNamed } from "@/lib/sources/queries";
import { scimBase } from "@/lib/sources/user-rows";
import { Refusal } from "../../setup/refusal.mjs";
import type { RegisterVerb } from "../verb";

export const register: RegisterVerb = (program, run) => {
  const scim = program.command("scim").description("SCIM connections of HR systems");
  scim
    .command("token <connection>")
    .description("make a token for a connection, by its name: printed this once")
    .option("--days <days>", "how long it is good for, at most 366", "180")
    .option("--json", "answer in JSON, for programs")
    .exitOverride()
    .action((connection: string, { days }: { days: string }) =>
      run(async () => {
        const actor = systemActor("operator");
        const source = await sourceNamed(actor, connection);
        if (!source)
          throw new Refusal(`There is no SCIM connection “${connection}”: add it in Settings, HR systems.`);
        const life = wholeNumber(1, 366).safeParse(days);
        if (!life.success) throw new Refusal("--days is a whole number from 1 to 366.");
        const made = await makeToken(actor, { sourceId: source.id, days: life.data });
        return {
          lines: [
            `The token of ${made.name}, good until ${made.expiresAt.toISOString()}; it is shown this once:`,
            made.token,
            `Base URL: ${scimBase()}`,
          ],
          json: { name: made.name, token: made.token, expiresAt: made.expiresAt, baseUrl: scimBase() },
        };
      }),
    );
};
