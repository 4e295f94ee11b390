import { makeSetupLink, SETUP_MINUTES } from "@/lib/accounts/make-setup-link";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { loadCatalogue } from "@/lib/platforms/load-catalogue";
import { fillClosings } from "./demo/fill-closings";
import { fillStays } from "./demo/fill-stays";
import { fillStudio } from "./demo/fill-studio";
import { isDemo } from "./demo/is-demo";
import { Refusal } from "./setup/refusal.mjs";

/**
 * What a database needs after its migrations, before the first page: the platform catalogue, and with `--demo` the
 * demo studio. Runs at every start, so each part does nothing the second time. Says what it did. Throws a Refusal
 * when the demo studio should go into a database that has something else.
 */
export async function prepare(options: { demo: boolean }): Promise<string> {
  const { changed } = await loadCatalogue(systemActor("catalogue"), {});
  const said = changed > 0 ? `${changed} platforms loaded` : "up to date";
  const filled = options.demo ? await fillDemo() : null;
  // A demo database stays one, however it is started, and every page says so.
  if (await isDemo(db)) process.env.KEYHOLDER_DEMO = "1";
  return filled
    ? `${said}, and a demo studio of ${filled.people} people with ${filled.grants} grants at ${filled.clients} clients`
    : said;
}

async function fillDemo() {
  try {
    const filled = await fillStudio(systemActor("demo"), {});
    await fillStays(systemActor("demo"), {});
    await fillClosings(systemActor("demo"), {});
    return filled;
  } catch (error) {
    throw error instanceof AppError ? new Refusal(error.message, error) : error;
  }
}

/** What the person at the shell has to know once the server answers: the way in, while nobody has one. */
export async function welcome(): Promise<string[]> {
  const setup = await makeSetupLink(systemActor("setup"), {});
  if (!setup) return [];
  return [
    "",
    `Nobody can sign in yet. Within ${SETUP_MINUTES} minutes, open this link to become the owner:`,
    setup.link,
  ];
}
