import { z } from "zod";
import { lockContactOf } from "@/lib/accounts/contact-of";
import { type LinkRow, lockLink } from "@/lib/accounts/links";
import { hasOwner } from "@/lib/accounts/make-setup-link";
import { savePendingSignIn } from "@/lib/accounts/pending-sign-in";
import { addPersonFor, lockPerson, lockPersonByEmail, type PersonOf } from "@/lib/accounts/person-of";
import { refusedAs } from "@/lib/accounts/refused-as";
import { canBeginSession, canUseLink, passkeyName, rolesInWords } from "@/lib/accounts/rules";
import { savePasskey } from "@/lib/accounts/save-passkey";
import { systemActor } from "@/lib/auth/actor";
import { registrationResponse } from "@/lib/auth/passkey-input";
import { verifyMadePasskey } from "@/lib/auth/verify-passkey";
import { command } from "@/lib/command";
import type { Tx } from "@/lib/db";
import { conflict, forbidden, invalidInput } from "@/lib/errors";
import { email, id, line } from "@/lib/input";

/**
 * Uses a one-time link, once: the account begins, with the passkey that was just made and verified, and its
 * login ticket is given back. By the setup link the owner says who they are; an invitation knows it.
 */
export const acceptLink = command({
  name: "accounts.accept-link",
  permission: "accounts.sign-in",
  input: z.strictObject({
    token: line(200),
    challenge: z.strictObject({
      challenge: line(200),
      linkId: id(),
      userHandle: z.instanceof(Uint8Array<ArrayBuffer>),
    }),
    name: line().optional(),
    email: email().optional(),
    response: registrationResponse,
    userAgent: line(400).nullable(),
  }),
  target: async (tx, { token }) => ({ link: await lockLink(tx, token) }),
  allow: ({ target: { link }, now }) => canUseLink(link, now),
  async change({ tx, actor, input, target: { link }, now }) {
    if (!link) throw new Error("There is no link; `allow` has refused it.");
    const about = { objectType: "link", objectId: link.id, objectName: linkName(link) };
    if (link.id !== input.challenge.linkId) {
      throw forbidden("This passkey was made for another link. Open the link again.", about);
    }
    const made = await verifyMadePasskey(input.response, input.challenge.challenge).catch(refusedAs(about));
    if (link.breakGlass && made.backupEligible) {
      throw forbidden(
        "This passkey is copied between devices. A break-glass account needs one that stays on its device: a security key.",
        about,
      );
    }
    const holder = await holderOf(tx, link, input, actor.ip);
    if (holder.hasAccount) {
      throw conflict(`${holder.name} can sign in already. Sign in with the passkey that belongs to it.`);
    }
    const may = canBeginSession({ ...holder, disabledAt: null }, now);
    if (may !== true) throw forbidden(may, about);

    await tx.$executeRaw`UPDATE "OneTimeLink" SET "consumedAt" = now() WHERE id = ${link.id}::uuid`;
    const account = await tx.account.create({
      data: {
        ...holder.key,
        roles: link.roles,
        userHandle: input.challenge.userHandle,
        ...(link.breakGlass ? { breakGlassAt: now, breakGlassById: link.createdById } : {}),
      },
      select: { id: true },
    });
    const passkey = await savePasskey(
      tx,
      account.id,
      passkeyName(input.userAgent),
      made,
      link.kind === "setup" ? "setup" : "invite",
    );
    const proved = { method: "passkey", factor: `passkey ${passkey.name}`, passkeyId: passkey.id };
    const begun = { accountId: account.id, firstFactor: "passkey" as const, proved };
    const ticket = await savePendingSignIn(tx, begun, "passkey");
    return {
      result: { token: ticket },
      audit: [
        { ...about, after: { usedBy: holder.name } },
        {
          objectType: "account",
          objectId: account.id,
          objectName: holder.name,
          after: {
            roles: link.roles,
            passkey: passkey.name,
            synced: made.backedUp,
            ...(link.breakGlass ? { breakGlass: true } : {}),
          },
        },
      ],
    };
  },
});

const linkName = (link: LinkRow) =>
  link.kind === "setup" ? "setup link" : `invitation of ${link.name} as ${rolesInWords(link.roles)}`;

type Holder = {
  key: { personId: string } | { contactId: string };
  name: string;
  hasAccount: boolean;
  endedAt: Date | null;
  accessEndsAt: Date | null;
};

/** Whose account it will be: a person's of the studio, or a client's contact's. */
async function holderOf(tx: Tx, link: LinkRow, input: Who, ip: string | null): Promise<Holder> {
  const contact = link.contactId ? await lockContactOf(tx, link.contactId) : null;
  if (contact) return { ...contact, key: { contactId: contact.id }, accessEndsAt: null };
  const person = await personOf(tx, link, input, ip);
  return { ...person, key: { personId: person.id } };
}

type Who = { name?: string | undefined; email?: string | undefined };

/** By the setup link: the person with that address, or a new one. */
async function personOf(tx: Tx, link: LinkRow, input: Who, ip: string | null): Promise<PersonOf> {
  if (link.kind === "invite") {
    const person = link.personId ? await lockPerson(tx, link.personId) : null;
    if (!person) throw conflict("This invitation names nobody. Ask for a new one.");
    return person;
  }
  if (await hasOwner(tx)) throw conflict("Keyholder has an owner already. Ask them for an invitation.");
  if (!input.name || !input.email) {
    const missing = ["Fill this in."];
    throw invalidInput("Say who you are: your name and your e-mail address.", {
      ...(input.name ? {} : { name: missing }),
      ...(input.email ? {} : { email: missing }),
    });
  }
  const known = await lockPersonByEmail(tx, input.email);
  if (known) return known;
  return addPersonFor(tx, systemActor("setup", ip), { name: input.name, email: input.email });
}
