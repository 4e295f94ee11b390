import { Option } from "commander";
import { inviteMember } from "@/lib/accounts/invite-member";
import { roleOrder, rolesInWords, type StudioRole } from "@/lib/accounts/rules";
import { systemActor } from "@/lib/auth/actor";
import type { RegisterVerb } from "../verb";

type Options = { email: string; role: StudioRole[]; name?: string };

export const register: RegisterVerb = (program, run) => {
  program
    .command("invite")
    .description("invite somebody to sign in: prints a link that works once, for seven days")
    .requiredOption("--email <address>", "whom: a person of the register, or a new one with --name")
    .addOption(
      new Option("--role <role...>", "in which roles, one or several")
        .choices(roleOrder)
        .makeOptionMandatory(),
    )
    .option("--name <name>", "the name, when nobody in the register has this address yet")
    .action(({ email, role, name }: Options) =>
      run(async () => {
        const invited = await inviteMember(systemActor("operator"), { email, name, roles: role });
        return {
          lines: [
            `${invited.name} is invited as ${rolesInWords(role)}. The link works once, until ${invited.expiresAt.toISOString()}:`,
            invited.link,
          ],
          json: {
            name: invited.name,
            email: invited.email,
            roles: role,
            link: invited.link,
            expiresAt: invited.expiresAt,
          },
        };
      }),
    );
};
