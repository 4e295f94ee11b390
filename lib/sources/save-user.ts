import type { AuditJson } from "@/lib/audit/event";
import type { Actor } from "@/lib/auth/actor";
import type { Prisma, Tx } from "@/lib/db";
import { keepSeats } from "@/lib/sources/keep-seats";
import { beginPerson, keepPerson } from "@/lib/sources/manage-person";
import type { Calling } from "@/lib/sources/meet-source";
import type { JsonObject } from "@/lib/sources/scim/json";
import { personOf } from "@/lib/sources/scim/person-of";
import { fold } from "@/lib/sources/scim/schema";
import { deactivate, reactivate, type Switched } from "@/lib/sources/switch-active";
import { lockUser, type UserRow, writable } from "@/lib/sources/user-rows";

type Saving = { tx: Tx; actor: Actor; source: Calling; now: Date };

/** A user after a change, and what the audit event of the call says of it. */
export type SavedUser = { row: UserRow; before: AuditJson; after: AuditJson };

/**
 * Makes a user of what was sent, with the person whom it means: found in the register, or entered. Raises uniqueness
 * when the connection has that user already: of two at once the database lets one through.
 */
export async function insertUser(saving: Saving, user: JsonObject): Promise<SavedUser> {
  const { tx, actor, source, now } = saving;
  const active = user.active !== false;
  const { id } = await tx.scimUser.create({
    data: { ...columnsOf(user, active), sourceId: source.id, createdAt: now, updatedAt: now },
    select: { id: true },
  });
  const said = personOf(user);
  const externalId = typeof user.externalId === "string" ? user.externalId : null;
  const begun = await beginPerson(tx, actor, source, { said, externalId, active });
  let switched: Switched | null = null;
  if (begun) {
    await tx.scimUser.update({ where: { id }, data: { personId: begun.personId } });
    // Whoever had left comes back with a user of their own. A departure that was begun here goes on: that somebody is
    // in the list of a new connection says nothing against it.
    if (active && begun.isBack) switched = await reactivate(tx, actor, source, begun.personId);
    if (!begun.isNew) await keepPerson(tx, actor, source, begun.personId, { said, active });
    if (!active) switched = await deactivate(tx, actor, source, begun.personId, now);
  }
  const row = await lockUser(tx, source.id, id);
  return {
    row,
    before: null,
    after: { ...changesOf({}, user), ...outcome(begun?.isNew === false, switched) },
  };
}

/** Changes a user to what was sent. Nothing at all when it says what is known; then the version stays. */
export async function updateUser(saving: Saving, known: UserRow, user: JsonObject): Promise<SavedUser> {
  const { tx, actor, source, now } = saving;
  const active = typeof user.active === "boolean" ? user.active : known.active;
  const next: JsonObject = { ...user, active };
  const before = writable(known);
  const changes = changesOf(before, next);
  if (Object.keys(changes).length === 0) return { row: known, before: null, after: { changed: false } };
  await tx.scimUser.update({
    where: { id: known.id },
    data: { ...columnsOf(next, active), version: { increment: 1 }, updatedAt: now },
  });
  const said = personOf(next);
  const externalId = typeof next.externalId === "string" ? next.externalId : null;
  const begun = known.personId ? null : await beginPerson(tx, actor, source, { said, externalId, active });
  const personId = known.personId ?? begun?.personId ?? null;
  let switched: Switched | null = null;
  if (personId) {
    if (begun) await tx.scimUser.update({ where: { id: known.id }, data: { personId } });
    else await tx.sourcePerson.updateMany({ where: { personId, sourceId: source.id }, data: { externalId } });
    if (active && !known.active && (!begun || begun.isBack))
      switched = await reactivate(tx, actor, source, personId);
    if (!begun?.isNew) await keepPerson(tx, actor, source, personId, { said, active });
    if (!active && known.active) switched = await deactivate(tx, actor, source, personId, now);
    if (active && !known.active) await keepSeats(saving, { userIds: [known.id] });
  }
  const row = await lockUser(tx, source.id, known.id);
  return {
    row,
    before: valuesOf(before, Object.keys(changes)),
    after: { ...changes, ...outcome(begun?.isNew === false, switched) },
  };
}

function columnsOf(user: JsonObject, active: boolean) {
  const { userName, externalId, active: _active, ...attributes } = user;
  return {
    userName: String(userName),
    userNameKey: fold(String(userName)),
    externalId: typeof externalId === "string" ? externalId : null,
    active,
    attributes: attributes as Prisma.InputJsonObject,
  };
}

const outcome = (adopted: boolean, switched: Switched | null) => ({
  ...(adopted ? { person: "taken over from the register" } : {}),
  ...(switched && switched !== "stays" ? { outcome: switched } : {}),
});

/** The attributes that differ, as they are after it; null for what is gone. */
function changesOf(before: JsonObject, after: JsonObject): Record<string, AuditJson> {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const changed = names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  return valuesOf(after, changed);
}

const valuesOf = (user: JsonObject, names: readonly string[]): Record<string, AuditJson> =>
  Object.fromEntries(names.map((name) => [name, (user[name] ?? null) as AuditJson]));
