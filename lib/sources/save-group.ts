import type { AuditJson } from "@/lib/audit/event";
import type { Actor } from "@/lib/auth/actor";
import type { Tx } from "@/lib/db";
import { isId } from "@/lib/input";
import { type GroupRow, lockGroup } from "@/lib/sources/group-rows";
import { endSeats, keepSeats } from "@/lib/sources/keep-seats";
import type { Calling } from "@/lib/sources/meet-source";
import { bad } from "@/lib/sources/scim/error";
import { isObject, type JsonObject } from "@/lib/sources/scim/json";
import { fold } from "@/lib/sources/scim/schema";

type Saving = { tx: Tx; actor: Actor; source: Calling; now: Date };

export type SavedGroup = { row: GroupRow; after: AuditJson };

/** Makes a group of what was sent. It means nothing until somebody maps it. Raises uniqueness, invalidValue. */
export async function insertGroup(saving: Saving, group: JsonObject): Promise<SavedGroup> {
  const { tx, source, now } = saving;
  const { id } = await tx.scimGroup.create({
    data: { ...columnsOf(group), sourceId: source.id, createdAt: now, updatedAt: now },
    select: { id: true },
  });
  const members = await changeMembers(saving, id, [], membersIn(group));
  return {
    row: await lockGroup(tx, source.id, id),
    after: { displayName: String(group.displayName), ...members },
  };
}

/** Changes a group to what was sent, with the seats that its mapping gives and takes. */
export async function updateGroup(saving: Saving, known: GroupRow, group: JsonObject): Promise<SavedGroup> {
  const { tx, source, now } = saving;
  const columns = columnsOf(group);
  const before = known.members.map(({ value }) => value);
  const after = membersIn(group);
  const renamed = columns.displayName !== known.displayName || columns.externalId !== known.externalId;
  const same = before.length === after.length && after.every((each) => before.includes(each));
  if (!renamed && same) return { row: known, after: { changed: false } };
  await tx.scimGroup.update({
    where: { id: known.id },
    data: { ...columns, version: { increment: 1 }, updatedAt: now },
  });
  const members = await changeMembers(saving, known.id, before, after);
  return {
    row: await lockGroup(tx, source.id, known.id),
    after: { ...(renamed ? { displayName: columns.displayName } : {}), ...members },
  };
}

function columnsOf(group: JsonObject) {
  const displayName = String(group.displayName);
  return {
    displayName,
    nameKey: fold(displayName),
    externalId: typeof group.externalId === "string" ? group.externalId : null,
  };
}

function membersIn({ members }: JsonObject): string[] {
  const all = Array.isArray(members) ? members.filter(isObject) : [];
  const ids = all.map(({ value }) => value);
  if (!ids.every((each) => typeof each === "string"))
    throw bad("invalidValue", "A member has a value: its id.");
  return [...new Set(ids)];
}

/** Takes members out and puts members in, set-wise. Raises invalidValue for one who is no user. */
async function changeMembers(
  saving: Saving,
  groupId: string,
  before: readonly string[],
  after: readonly string[],
): Promise<Record<string, AuditJson>> {
  const { tx, source } = saving;
  const gone = before.filter((each) => !after.includes(each));
  const fresh = after.filter((each) => !before.includes(each));
  const stranger = fresh.find((each) => !isId(each));
  if (stranger !== undefined) throw bad("invalidValue", "A member is named by the id of a user.");
  const known = await tx.scimUser.findMany({
    where: { id: { in: fresh }, sourceId: source.id, deletedAt: null },
    select: { id: true },
  });
  const missing = fresh.find((each) => !known.some(({ id }) => id === each));
  if (missing !== undefined) throw bad("invalidValue", `There is no user ${missing}.`);
  const ended = gone.length > 0 ? await endSeats(saving, { groupId, userIds: gone }) : { seats: 0 };
  await tx.scimGroupMember.deleteMany({ where: { groupId, userId: { in: gone } } });
  await tx.scimGroupMember.createMany({ data: fresh.map((userId) => ({ groupId, userId })) });
  // A user's answer names their groups, so it is another version.
  await tx.scimUser.updateMany({
    where: { id: { in: [...gone, ...fresh] } },
    data: { version: { increment: 1 } },
  });
  const given = fresh.length > 0 ? await keepSeats(saving, { groupIds: [groupId] }) : { seats: 0 };
  return { joined: fresh.length, left: gone.length, seatsGiven: given.seats, seatsEnded: ended.seats };
}
