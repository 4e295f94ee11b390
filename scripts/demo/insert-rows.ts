import type { Tx } from "@/lib/db";
import { fillAroundTasks } from "./around-tasks";
import { fillInvitations } from "./fill-invitations";
import { fillLoginPlans } from "./login-plans";
import type { Rows } from "./rows";

/** Rows in one statement: their values stay below what the protocol takes at once. */
const AT_ONCE = 1_000;

/** Inserts the rows, table by table, each in a few statements. */
export async function insertRows(tx: Tx, rows: Rows): Promise<void> {
  await inParts(rows.people, (data) => tx.person.createMany({ data }));
  await inParts(rows.identities, (data) => tx.identity.createMany({ data }));
  await inParts(rows.holders, (data) => tx.identityHolder.createMany({ data }));
  await inParts(rows.devices, (data) => tx.device.createMany({ data }));
  await inParts(rows.robots, (data) => tx.robot.createMany({ data }));
  await inParts(rows.clients, (data) => tx.client.createMany({ data }));
  await inParts(rows.contacts, (data) => tx.clientContact.createMany({ data }));
  await inParts(rows.engagements, (data) => tx.engagement.createMany({ data }));
  await inParts(rows.memberships, (data) => tx.membership.createMany({ data }));
  await inParts(rows.assets, (data) => tx.asset.createMany({ data }));
  await inParts(rows.kitLines, (data) => tx.kitLine.createMany({ data }));
  await inParts(rows.links, (data) => tx.assetLink.createMany({ data }));
  await inParts(rows.walls, (data) => tx.ethicalWall.createMany({ data }));
  await inParts(rows.conflicts, (data) => tx.dutyConflict.createMany({ data }));
  await inParts(rows.conflictChanges, (data) => tx.dutyConflictChange.createMany({ data }));
  await inParts(rows.exceptions, (data) => tx.accessException.createMany({ data }));
  await inParts(rows.delegations, (data) => tx.delegation.createMany({ data }));
  await inParts(rows.requests, (data) => tx.accessRequest.createMany({ data }));
  await inParts(rows.drafts, (data) => tx.requestDraft.createMany({ data }));
  await inParts(rows.items, (data) => tx.requestItem.createMany({ data }));
  await inParts(rows.itemRoles, (data) => tx.requestItemRole.createMany({ data }));
  await inParts(rows.clientAnswers, (data) => tx.clientAnswer.createMany({ data }));
  await inParts(rows.departures, (data) => tx.departure.createMany({ data }));
  await inParts(rows.grants, (data) => tx.grant.createMany({ data }));
  await inParts(rows.transitions, (data) => tx.grantTransition.createMany({ data }));
  await inParts(rows.tasks, (data) => tx.task.createMany({ data }));
  await inParts(rows.taskGrants, (data) => tx.taskGrant.createMany({ data }));
  await inParts(rows.evidence, (data) => tx.evidence.createMany({ data }));
  await inParts(rows.findings, (data) => tx.finding.createMany({ data }));
  await fillAroundTasks(tx, rows);
  await fillLoginPlans(tx);
  await fillInvitations(tx);
}

async function inParts<Row>(rows: readonly Row[], insert: (part: Row[]) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < rows.length; from += AT_ONCE) await insert(rows.slice(from, from + AT_ONCE));
}
