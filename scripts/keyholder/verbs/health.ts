import { checkHealth } from "@/lib/health";
import type { RegisterVerb } from "../verb";

export const register: RegisterVerb = (program, run) => {
  program
    .command("health")
    .description("say whether the database answers and is at this version")
    .action(() =>
      run(
        async () => {
          const { ready, database, migrations } = await checkHealth();
          return {
            lines: [`The database is ${database}; its migrations are ${migrations}.`],
            json: { ready, database, migrations },
            code: ready ? 0 : 3,
          };
        },
        { anyVersion: true },
      ),
    );
};
