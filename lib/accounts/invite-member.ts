import { z } from "zod";
import { invitationMail } from "@/lib/accounts/invitation-mail";
import { linkAddress } from "@/lib/accounts/link-address";
import { addPersonFor, lockPerson, lockPersonByEmail, type PersonOf } from "@/lib/accounts/person-of";
import { canBeginSession, roleOrder, rolesInWords } from "@/lib/accounts/rules";
import { requireWayInCommon } from "@/lib/accounts/way-in-common";
import type { Actor } from "@/lib/auth/actor";
import { command } from "@/lib/command";
import { randomToken, sha256 } from "@/lib/crypto";
import type { Tx } from "@/lib/db";
import { conflict, invalidInput } from "@/lib/errors";
import { day, email, id, line, optional } from "@/lib/input";
import { queueMail } from "@/lib/outbox";

/** How long an invitation is good for. */
export const LINK_DAYS = 7;

/**
 * Invites somebody to sign in, in these roles, by a one-time link that is good for seven days: a person of the
 * register (`personId`, or known by the address), or a new one (`name` and `email`), with their first day where it is known. An earlier invitation of
 * theirs is withdrawn. The link is given back once and mailed through the outbox.
 */
export const inviteMember = command({
  name: "accounts.invite-member",
  permission: "members.invite",
  secretResult: true,
  input: z.strictObject({
    personId: id().optional(),
    name: line().optional(),
    email: email().optional(),
    /** Their first day: nothing is granted to them before it. */
    startsOn: optional(day()),
    roles: z
      .array(z.enum(roleOrder))
      .min(1, "Choose at least one role.")
      .transform((roles) => [...new Set(roles)]),
  }),
  target: async (tx, input) => {
    if (input.personId) return personAsTarget(await lockPerson(tx, input.personId));
    return { person: input.email ? await lockPersonByEmail(tx, input.email) : null };
  },
  confirming: ({ input, target }) =>
    `invite ${target.person?.name ?? input.name ?? "somebody"} to sign in as ${rolesInWords(input.roles)}`,
  allow: () => true,
  async change({ tx, actor, input, target, now }) {
    const person = target.person ?? (await newPerson(tx, actor, input));
    if (person.hasAccount) {
      throw conflict(`${person.name} can sign in already. Change their roles in the list instead.`);
    }
    const may = canBeginSession({ ...person, disabledAt: null }, now);
    if (may !== true)
      throw conflict(`${person.name} has left, or is leaving now. Nobody who left is invited.`);
    await requireWayInCommon(tx, person.name, input.roles);

    if (input.startsOn)
      await tx.person.update({
        where: { id: person.id },
        data: { startsOn: input.startsOn, updatedAt: now, updatedById: actor.personId },
      });
    const withdrawn = await tx.$executeRaw`
      UPDATE "OneTimeLink" SET "withdrawnAt" = now()
      WHERE "personId" = ${person.id}::uuid AND kind = 'invite' AND "consumedAt" IS NULL AND "withdrawnAt" IS NULL`;
    const token = randomToken();
    const [row] = await tx.$queryRaw<{ id: string; expiresAt: Date }[]>`
      INSERT INTO "OneTimeLink" (kind, "tokenHash", "personId", email, roles, "expiresAt", "createdById")
      VALUES ('invite', ${sha256(token)}, ${person.id}::uuid, ${person.email}, ${input.roles}::"Role"[],
        now() + make_interval(days => ${LINK_DAYS}), ${actor.personId}::uuid)
      RETURNING id, "expiresAt"`;
    if (!row) throw new Error("The invitation was not saved.");
    const link = linkAddress("invite", token);
    const mail = person.email
      ? [invitationMail({ id: row.id, to: person.email, person: person.name, by: actor.name, link })]
      : [];
    return {
      result: { link, name: person.name, email: person.email, expiresAt: row.expiresAt },
      audit: [
        {
          objectType: "link",
          objectId: row.id,
          objectName: `invitation of ${person.name} as ${rolesInWords(input.roles)}`,
          after: {
            personId: person.id,
            roles: input.roles,
            ...(input.startsOn ? { startsOn: input.startsOn.toISOString().slice(0, 10) } : {}),
            expiresAt: row.expiresAt.toISOString(),
            withdrawnBefore: withdrawn,
          },
        },
      ],
      jobs: await queueMail(tx, mail),
    };
  },
});

const personAsTarget = (person: PersonOf | null) => (person ? { person } : null);

function newPerson(
  tx: Tx,
  actor: Actor,
  { name, email }: { name?: string | undefined; email?: string | undefined },
): Promise<PersonOf> {
  if (!email) {
    throw invalidInput("Choose a person, or give a name and an e-mail address.", {
      email: ["Fill this in."],
    });
  }
  if (!name) {
    throw invalidInput("Nobody in the register has this address yet. Give their name as well.", {
      name: ["Fill this in."],
    });
  }
  return addPersonFor(tx, actor, { name, email });
}
