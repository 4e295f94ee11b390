import type { Actor } from "@/lib/auth/actor";
import { enterClients } from "@/lib/clients/enter-clients";
import { clientNameKey } from "@/lib/clients/rules/client-name";
import type { Tx } from "@/lib/db";
import { enterPeople } from "@/lib/people/enter-people";
import { newIds, takeId } from "@/lib/register/new-ids";
import { readIdentities } from "./known-register";
import type { RegisterPlan } from "./make-plan";
import type { PlannedGrant } from "./plan-types";
import { writeGrants } from "./write-grants";
import { writeIdentities } from "./write-identities";

/** The ids of what a plan only named: by its ref, the row that stands for it now. */
export type Refs = (ref: string) => string;

export type WriteContext = {
  tx: Tx;
  actor: Actor;
  now: Date;
  runId: string;
  /** Why, in the audit log: the file. */
  reason: string;
};

/**
 * Writes a register as planned: clients, accounts, people, logins, grants, in that order and in a constant number
 * of statements. `entered` are the people of the file that is applied together, by the refs that the plan gave them.
 */
export async function writeRegister(
  context: WriteContext,
  { plan, known, platforms }: RegisterPlan,
  entered: ReadonlyMap<string, string>,
): Promise<void> {
  const grants = plan.rows.flatMap((row) => row.grants);
  const written = grants.filter((grant) => grant.outcome !== "same");
  const made = new Map<string, string>(entered);
  const refs: Refs = (ref) => made.get(ref) ?? ref;
  await writeClients(context, written, known.clients, made);
  await writePersons(context, written, made);
  const identityOf = await writeIdentities(context, written, await readIdentities(context.tx), refs);
  await writeGrants(context, written, known.grants, { refs, identityOf, roleId: platforms.roleId });
}

async function writeClients(
  { tx, actor, reason }: WriteContext,
  grants: readonly PlannedGrant[],
  known: readonly { ref: string; name: string }[],
  made: Map<string, string>,
): Promise<void> {
  const clients = unique(
    grants.flatMap(({ client }) => (client.isNew ? client : [])),
    (client) => client.ref,
  );
  const assets = unique(
    grants.flatMap((grant) => (grant.asset.isNew ? grant : [])),
    (grant) => grant.asset.ref,
  );
  const ids = await newIds(tx, clients.length + assets.length);
  // Two spellings that the plan keeps apart can be one name to the register.
  const byKey = new Map(known.map((client) => [clientNameKey(client.name), client.ref]));
  const entering = clients.flatMap((client) => {
    const key = clientNameKey(client.name);
    const there = byKey.get(key);
    const id = there ?? takeId(ids);
    made.set(client.ref, id);
    byKey.set(key, id);
    return there === undefined ? [{ id, name: client.name.slice(0, 160) }] : [];
  });
  await enterClients.within(tx, actor, {
    clients: entering,
    assets: assets.map(({ asset, client }) => {
      const id = takeId(ids);
      made.set(asset.ref, id);
      return {
        id,
        clientId: made.get(client.ref) ?? client.ref,
        platformId: asset.platformId,
        type: asset.assetType,
        externalId: asset.externalId,
        name: `${client.name.slice(0, 160)} – ${asset.platformName}`,
      };
    }),
    reason,
  });
}

/** Somebody whom no list of people knows, and who was said to be new. */
async function writePersons(
  { tx, actor, reason }: WriteContext,
  grants: readonly PlannedGrant[],
  made: Map<string, string>,
): Promise<void> {
  const people = unique(
    grants.flatMap(({ person }) => (person.isNew && !made.has(person.ref) ? person : [])),
    (person) => person.ref,
  );
  const ids = await newIds(tx, people.length);
  await enterPeople.within(tx, actor, {
    people: people.map(({ ref, given, family }) => {
      const id = takeId(ids);
      made.set(ref, id);
      const name = `${given} ${family}`.trim().slice(0, 160);
      return {
        id,
        name,
        givenName: given.slice(0, 80) || null,
        familyName: family.slice(0, 80) || null,
        startsOn: null,
        endsOn: null,
      };
    }),
    changes: [],
    reason,
  });
}

/** The first of each key. */
export function unique<Item>(items: readonly Item[], key: (item: Item) => string): Item[] {
  return [...new Map([...items].reverse().map((item) => [key(item), item])).values()].reverse();
}
