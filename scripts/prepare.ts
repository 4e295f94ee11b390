import { makeSetupLink, SETUP_MINUTES } from "@/lib/accounts/make-setup-link";
import { systemActor } from "@/lib/auth/actor";
import { loadCatalogue } from "@/lib/platforms/load-catalogue";

/**
 * What a database needs after its migrations, before the first page. Runs at every start, so each part does
 * nothing the second time. Says what it did.
 */
export async function prepare(): Promise<string> {
  const { changed } = await loadCatalogue(systemActor("catalogue"), {});
  return changed > 0 ? `${changed} platforms loaded` : "up to date";
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
