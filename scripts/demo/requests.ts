import type { WorkKey } from "@/lib/platforms/work";
import { grantDue } from "@/lib/register/rules/due";
import { requestExpiry } from "@/lib/requests/rules/request-expiry";
import { giveAccess, identityOn, personOn, step } from "./access";
import { askPolicy } from "./ask-policy";
import { hoursAfter } from "./moments";
import type { Choice } from "./role-choice";
import { type AssetRow, type Draft, type GrantRow, named, type Rows } from "./rows";
import { attest, doerOf, planTasks, secondOf, verify, type Work } from "./work";

type Item = Rows["items"][number];

export type Asked = {
  requesterId: string;
  clientId: string;
  work: readonly WorkKey[];
  reason: string;
  until: Date;
  at: Date;
  items: readonly {
    personId: string;
    asset: AssetRow;
    smallest: Choice;
    /** More than the smallest, with the reason for it. */
    above?: { choice: Choice; reason: string };
  }[];
};

/** Adds a request as it is when it was just asked: every item waits. */
export function ask(draft: Draft, asked: Asked): { requestId: string; items: Item[] } {
  const { random, rows } = draft;
  const requestId = random.id(asked.at);
  const engagement = rows.engagements.find(
    (row) => row.clientId === asked.clientId && row.endsOn >= asked.until,
  );
  rows.requests.push({
    id: requestId,
    requesterId: asked.requesterId,
    clientId: asked.clientId,
    engagementId: engagement?.id ?? null,
    work: [...asked.work],
    reason: asked.reason,
    until: asked.until,
    lastsMinutes: null,
    expiresAt: requestExpiry(asked.at, null),
    escalatedAt: null,
    closedAt: null,
    draftId: null,
    extendsId: null,
    createdAt: asked.at,
    createdById: asked.requesterId,
  });
  const items = asked.items.map(({ personId, asset, smallest, above }) => {
    const item: Item = {
      id: random.id(asked.at),
      requestId,
      requesterId: asked.requesterId,
      personId,
      identityId: identityOn(draft, personId, asset.platformId),
      assetId: asset.id,
      state: "waiting",
      aboveSmallest: above !== undefined,
      aboveReason: above?.reason ?? null,
      explanation: smallest.sentence,
      decidedById: null,
      inPlaceOfId: null,
      decidedAt: null,
      decisionReason: null,
      decidedUntil: null,
      decidedByPolicy: false,
      decidedByClient: false,
      ...askPolicy(draft, asked, {
        personId,
        asset,
        choice: above?.choice ?? smallest,
        above: above !== undefined,
      }),
    };
    rows.items.push(item);
    addRoles(draft, item.id, asset, smallest, "smallest");
    addRoles(draft, item.id, asset, above?.choice ?? smallest, "asked");
    return item;
  });
  return { requestId, items };
}

/** Approves an item: the decision, the grants, and the task that gives them. */
export function approve(
  draft: Draft,
  item: Item,
  decided: { at: Date; byId: string; choice: Choice; until: Date; purpose: string },
): Work[] {
  const { rows } = draft;
  const asset = rows.assets.find((row) => row.id === item.assetId);
  const request = rows.requests.find((row) => row.id === item.requestId);
  if (!asset || !request) throw new Error("A request item of the demo points nowhere.");
  Object.assign(item, {
    state: "approved",
    decidedById: decided.byId,
    decidedAt: decided.at,
    decidedUntil: decided.until,
  });
  request.closedAt = decided.at;
  addRoles(draft, item.id, asset, decided.choice, "decided");
  if (item.policyOutcome === "security_lead_and_client") writeAnswer(draft, item, decided);
  const grants = giveAccess(draft, {
    holder: personOn(draft, item.personId, asset.platformId),
    asset,
    roles: decided.choice.roles,
    startsAt: decided.at,
    endsAt: decided.until,
    cause: "request",
    causeId: item.id,
    purpose: decided.purpose,
    byId: decided.byId,
  });
  for (const grant of grants) step(draft, grant, { to: "to_grant", at: decided.at, byId: decided.byId });
  return planTasks(draft, [], grants, {
    at: decided.at,
    byId: decided.byId,
    cause: "request",
    causeId: item.id,
    due: grantDue(decided.at),
  });
}

/** The client's yes of the time before it had a room of its own. */
function writeAnswer({ rows }: Draft, item: Item, { at, byId }: { at: Date; byId: string }): void {
  const request = rows.requests.find((row) => row.id === item.requestId);
  const contact = rows.contacts.find((row) => row.clientId === request?.clientId);
  rows.clientAnswers.push({
    itemId: item.id,
    contactId: null,
    writtenById: byId,
    agrees: true,
    words: `${contact?.name ?? "The client"} by mail, kept with the engagement.`,
    proof: null,
    answeredAt: at,
  });
}

const looked = [
  "List of users on the account, looked at right after.",
  "The platform shows the new user with this role.",
  "Invitation accepted; seen in the people list.",
  "Read back from the access page of the account.",
] as const;

/** The custodian gives what was approved, and mostly somebody looks a second time. */
export function carryOut(draft: Draft, { task, grants }: Work): void {
  const { now, random } = draft;
  const byId = doerOf(draft, task);
  const at = hoursAfter(task.createdAt, random.whole(1, 40), now);
  const note = random.pick(looked);
  attest(draft, task, { at, byId, note });
  move(draft, grants, { at, byId, taskId: task.id, kind: "attested", how: note });
  if (random.chance(0.3)) return;
  const secondId = secondOf(draft, task);
  const later = hoursAfter(at, random.whole(3, 90), now);
  const second = "Looked at the access page as a second person; it is as approved.";
  verify(draft, task, { at: later, byId: secondId, note: second });
  move(draft, grants, { at: later, byId: secondId, taskId: task.id, kind: "verified", how: second });
}

function move(
  draft: Draft,
  grants: readonly GrantRow[],
  how: { at: Date; byId: string; taskId: string; kind: "attested" | "verified"; how: string },
): void {
  const { at, byId, taskId } = how;
  for (const grant of grants)
    step(draft, grant, { to: "active", at, byId, taskId, proof: { kind: how.kind, how: how.how } });
}

/** Who decides: the security lead, or the managing director on what concerns the security lead. */
export function deciderOf({ rows }: Draft, requesterId: string, personId: string): string {
  const ingrid = named(rows.people, "Ingrid Dahl").id;
  return requesterId === ingrid || personId === ingrid ? named(rows.people, "Aoife Raman").id : ingrid;
}

function addRoles(
  { rows, roleId }: Draft,
  itemId: string,
  asset: AssetRow,
  choice: Choice,
  as: "smallest" | "asked" | "decided",
): void {
  for (const role of choice.roles)
    rows.itemRoles.push({ itemId, roleId: roleId(asset.platformId, role.key), as });
}
