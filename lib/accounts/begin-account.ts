import { lockContactOf } from "@/lib/accounts/contact-of";
import type { LinkRow } from "@/lib/accounts/links";
import { hasOwner } from "@/lib/accounts/make-setup-link";
import { addPersonFor, lockPerson, lockPersonByEmail, type PersonOf } from "@/lib/accounts/person-of";
import { canBeginSession, rolesInWords } from "@/lib/accounts/rules";
import { systemActor } from "@/lib/auth/actor";
import type { Tx } from "@/lib/db";
import { conflict, forbidden, invalidInput, type Refused } from "@/lib/errors";

/** Who the holder of a setup link says that they are; an invitation knows it. */
type Who = { name?: string | undefined; email?: string | undefined };

type Account = {
  /** Chosen before, where something is bound to it already. */
  id?: string;
  userHandle: Uint8Array<ArrayBuffer>;
};

/** A link as the audit log names it. */
export const aboutLink = (link: Pick<LinkRow, "id" | "kind" | "name" | "roles">): Refused => ({
  objectType: "link",
  objectId: link.id,
  objectName:
    link.kind === "setup" ? "setup link" : `invitation of ${link.name} as ${rolesInWords(link.roles)}`,
});

/**
 * Uses a locked one-time link up: the account of its holder begins, with the link's roles and with nothing to sign in
 * with yet, which the caller adds in the same transaction. Raises conflict where they have an account already,
 * forbidden where they are gone, invalid_input where a setup link's holder does not say who they are.
 */
export async function beginAccount(
  tx: Tx,
  link: LinkRow,
  account: Account,
  { who = {}, ip, now }: { who?: Who; ip: string | null; now: Date },
): Promise<{ id: string; name: string }> {
  const holder = await holderOf(tx, link, who, ip);
  if (holder.hasAccount) {
    throw conflict(`${holder.name} can sign in already. Sign in as you always do.`);
  }
  const may = canBeginSession({ ...holder, disabledAt: null }, now);
  if (may !== true) throw forbidden(may, aboutLink(link));
  await tx.$executeRaw`UPDATE "OneTimeLink" SET "consumedAt" = now() WHERE id = ${link.id}::uuid`;
  await tx.$executeRaw`DELETE FROM "LinkEnrolment" WHERE "linkId" = ${link.id}::uuid`;
  const { id } = await tx.account.create({
    data: {
      ...account,
      ...holder.key,
      roles: link.roles,
      ...(link.breakGlass ? { breakGlassAt: now, breakGlassById: link.createdById } : {}),
    },
    select: { id: true },
  });
  return { id, name: holder.name };
}

type Holder = {
  key: { personId: string } | { contactId: string };
  name: string;
  hasAccount: boolean;
  endedAt: Date | null;
  accessEndsAt: Date | null;
};

/** Whose account it will be: a person's of the studio, or a client's contact's. */
async function holderOf(tx: Tx, link: LinkRow, who: Who, ip: string | null): Promise<Holder> {
  const contact = link.contactId ? await lockContactOf(tx, link.contactId) : null;
  if (contact) return { ...contact, key: { contactId: contact.id }, accessEndsAt: null };
  const person = await personOf(tx, link, who, ip);
  return { ...person, key: { personId: person.id } };
}

/** By the setup link: the person with that address, or a new one. */
async function personOf(tx: Tx, link: LinkRow, who: Who, ip: string | null): Promise<PersonOf> {
  if (link.kind === "invite") {
    const person = link.personId ? await lockPerson(tx, link.personId) : null;
    if (!person) throw conflict("This invitation names nobody. Ask for a new one.");
    return person;
  }
  if (await hasOwner(tx)) throw conflict("Keyholder has an owner already. Ask them for an invitation.");
  if (!who.name || !who.email) {
    const missing = ["Fill this in."];
    throw invalidInput("Say who you are: your name and your e-mail address.", {
      ...(who.name ? {} : { name: missing }),
      ...(who.email ? {} : { email: missing }),
    });
  }
  const known = await lockPersonByEmail(tx, who.email);
  if (known) return known;
  return addPersonFor(tx, systemActor("setup", ip), { name: who.name, email: who.email });
}
