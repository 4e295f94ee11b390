import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { beginGrants } from "@/lib/register/begin-grants";
import { recordGrant } from "@/lib/register/record-grant";
import type { Name, World } from "./world";

const DAY = 86_400_000;

/** A moment so many days from now. */
export const inDays = (days: number): Date => new Date(Date.now() + days * DAY);

/** The same world with a new Google Ads account in the place of `kiteAds`, so that tests do not meet in it. */
export async function withNewAccount(world: World): Promise<World> {
  const {
    externalId: _,
    id: __,
    ...kite
  } = await db.asset.findUniqueOrThrow({
    where: { id: world.assets.kiteAds },
  });
  accounts += 1;
  const asset = await db.asset.create({ data: { ...kite, externalId: String(1_000_000_000 + accounts) } });
  return { ...world, assets: { ...world.assets, kiteAds: asset.id } };
}

let accounts = 0;

type Place = { who: Name; asset: keyof World["assets"]; roles: string[]; engagementId?: string };

const platformOf = async (assetId: string) => {
  const asset = await db.asset.findUniqueOrThrow({ where: { id: assetId } });
  return { platformId: asset.platformId, type: asset.type };
};

async function lineOf(world: World, { who, asset, roles, engagementId }: Place) {
  const assetId = world.assets[asset];
  const { platformId, type } = await platformOf(assetId);
  return {
    personId: world.people[who].personId,
    identityId: world.people[who].identityId,
    assetId,
    roleIds: roles.map((name) => world.role(platformId, name, type)),
    ...(engagementId ? { engagementId } : {}),
    purpose: "Campaign work",
    endsAt: inDays(90),
  };
}

/** Records grants that are active and attested; gives their ids. */
export async function recordActive(world: World, place: Place): Promise<string[]> {
  const line = await lineOf(world, place);
  const { grantIds } = await recordGrant(systemActor("demo"), {
    grants: [{ ...line, startsAt: inDays(-30), proof: "attested", how: "seen in the list of users" }],
  });
  return grantIds;
}

/** Begins grants as an approved request does; gives the grant ids and the id of the first task. */
export async function begin(world: World, place: Place & { mode?: "add" | "replace" }) {
  const line = await lineOf(world, place);
  const begun = await beginGrants(world.people.ingrid.actor, {
    grants: [{ ...line, ...(place.mode ? { mode: place.mode } : {}) }],
    cause: "request",
  });
  return { ...begun, grantIds: begun.begun.map((grant) => grant.grantId), taskId: begun.tasks[0]?.id ?? "" };
}

/** The state and proof of a grant, as the table has them. */
export async function stateOf(grantId: string): Promise<string> {
  const grant = await db.grant.findUniqueOrThrow({ where: { id: grantId } });
  return grant.proof ? `${grant.state} ${grant.proof}` : grant.state;
}

/** The answers to what a removal may leave behind: somebody looked, and nothing of it was there. */
export async function leftNothing(taskId: string) {
  const rows = await db.taskFollowUp.findMany({ where: { taskId, answer: null } });
  return rows.map((row) => ({
    ids: [row.id],
    answer: "skipped" as const,
    note: "Looked, and none was there.",
  }));
}

/** A small PNG, as a person would send a screenshot. */
export function screenshot(name = "users.png"): File {
  const bytes = Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
  );
  return new File([bytes], name, { type: "image/png" });
}
