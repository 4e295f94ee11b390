import type { AuditEntry, AuditJson } from "@/lib/audit/event";
import type { Tx } from "@/lib/db";
import { MEASURES } from "@/lib/people/device-rules";
import type { Rows } from "./rows";

const reason = "The demo studio was filled in.";

/** One audit event for each object that a person would look up, with the names and numbers that the database gave. */
export async function auditOf(tx: Tx, rows: Rows): Promise<AuditEntry[]> {
  const numbers = await readNumbers(tx);
  const names = new Map<string, string>();
  for (const row of [...rows.people, ...rows.robots, ...rows.assets, ...rows.clients])
    names.set(row.id, row.name);
  for (const row of rows.identities) names.set(row.id, row.address);
  const clientOf = new Map(rows.assets.map((row) => [row.id, row.clientId]));
  const roleNames = await readRoleNames(tx);
  const name = (id: string | null | undefined) => names.get(id ?? "") ?? "";
  const entry = (
    objectType: string,
    row: { id: string },
    objectName: string,
    clientId: string | null,
    after: AuditJson,
  ): AuditEntry => ({ objectType, objectId: row.id, objectName, clientId, reason, after });

  return [
    ...rows.people.map((row) =>
      entry("person", row, row.name, null, { email: row.email ?? null, title: row.title ?? null }),
    ),
    ...rows.identities.map((row) =>
      entry("identity", row, row.address, null, { kind: row.kind, shared: row.shared ?? false }),
    ),
    ...rows.devices.map((row) => {
      const holder = { id: row.personId };
      return entry("person", holder, `${row.name}, device of ${name(row.personId)}`, null, {
        kind: row.kind,
        ...Object.fromEntries(MEASURES.map((measure) => [measure, row[measure]])),
        attestedAt: row.attestedAt.toISOString(),
      });
    }),
    ...rows.robots.map((row) =>
      entry("robot", row, row.name, null, { ownerId: row.ownerId, purpose: row.purpose }),
    ),
    ...rows.clients.map((row) => entry("client", row, row.name, row.id, { name: row.name })),
    ...rows.contacts.map((row) => entry("contact", row, row.name, row.clientId, { email: row.email })),
    ...rows.engagements.map((row) =>
      entry("engagement", row, `${row.name} (${name(row.clientId)})`, row.clientId, {
        startsOn: row.startsOn.toISOString(),
        endsOn: row.endsOn.toISOString(),
      }),
    ),
    ...rows.assets.map((row) =>
      entry("asset", row, row.name, row.clientId, { platformId: row.platformId, externalId: row.externalId }),
    ),
    ...rows.requests.map((row) =>
      entry("request", row, `R-${numbers.get(row.id)}`, row.clientId, {
        work: row.work as string[],
        reason: row.reason,
      }),
    ),
    ...rows.departures.map((row) =>
      entry("departure", row, `D-${numbers.get(row.id)}: ${name(row.personId)}`, null, { kind: row.kind }),
    ),
    ...rows.grants.map((row) => {
      const holder = name(row.personId ?? row.robotId ?? row.identityId);
      const objectName = `${holder}: ${roleNames.get(row.roleId)} on ${name(row.assetId)}`;
      const after = {
        state: row.state,
        proof: row.proof,
        endsAt: row.endsAt.toISOString(),
        cause: row.cause,
      };
      return entry("grant", row, objectName, clientOf.get(row.assetId) ?? null, after);
    }),
    ...rows.tasks.map((row) =>
      entry("task", row, `${numbers.get(row.id)}: ${row.title}`, row.clientId ?? null, {
        kind: row.kind,
        state: row.state ?? "open",
        dueAt: row.dueAt.toISOString(),
      }),
    ),
    ...rows.findings.map((row) => entry("finding", row, row.detail, null, { kind: row.kind })),
  ];
}

/** The numbers that people see, by row: the database gave them. */
async function readNumbers(tx: Tx): Promise<Map<string, number>> {
  const rows = await tx.$queryRaw<{ id: string; number: number }[]>`
    SELECT id, number FROM "Task" UNION ALL SELECT id, number FROM "AccessRequest"
    UNION ALL SELECT id, number FROM "Departure"`;
  return new Map(rows.map((row) => [row.id, row.number]));
}

async function readRoleNames(tx: Tx): Promise<Map<string, string>> {
  const roles = await tx.platformRole.findMany({ select: { id: true, name: true } });
  return new Map(roles.map((role) => [role.id, role.name]));
}
