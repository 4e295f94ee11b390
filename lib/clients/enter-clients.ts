import { z } from "zod";
import type { AuditEntry } from "@/lib/audit/event";
import { clientNameKey } from "@/lib/clients/rules/client-name";
import { command, noTarget } from "@/lib/command";
import { id, line, optional, paragraph } from "@/lib/input";

/**
 * Enters many clients and their accounts at once, in two statements: as add-client and add-asset do. The account
 * ids are in the platforms' normal form already; the rows' ids are the caller's. Raises conflict when a client of
 * this name, or the account, is there already.
 */
export const enterClients = command({
  name: "clients.enter-clients",
  permission: "clients.write",
  timeoutMs: 120_000,
  input: z.strictObject({
    clients: z.array(z.strictObject({ id: id(), name: line(160) })).max(50_000),
    assets: z
      .array(
        z.strictObject({
          id: id(),
          clientId: id(),
          platformId: line(80),
          type: line(80),
          externalId: line(500),
          name: line(400),
        }),
      )
      .max(50_000),
    reason: optional(paragraph(500)),
  }),
  target: noTarget,
  allow: () => true,
  async change({ tx, actor, input, now }) {
    const by = actor.personId;
    const { reason } = input;
    const clients = input.clients.map((client) => ({ ...client, nameKey: clientNameKey(client.name) }));
    if (clients.length > 0)
      await tx.$executeRaw`
        INSERT INTO "Client" (id, name, "nameKey", "createdAt", "createdById", "updatedAt", "updatedById")
        SELECT n.id, n.name, n."nameKey", ${now}::timestamptz, ${by}::uuid, ${now}::timestamptz, ${by}::uuid
        FROM jsonb_to_recordset(${JSON.stringify(clients)}::jsonb) AS n(id uuid, name text, "nameKey" text)`;
    if (input.assets.length > 0)
      await tx.$executeRaw`
        INSERT INTO "Asset" (id, "clientId", "platformId", type, "externalId", name, "createdAt", "createdById",
          "updatedAt", "updatedById")
        SELECT n.id, n."clientId", n."platformId", n.type, n."externalId", n.name, ${now}::timestamptz, ${by}::uuid,
          ${now}::timestamptz, ${by}::uuid
        FROM jsonb_to_recordset(${JSON.stringify(input.assets)}::jsonb) AS n(id uuid, "clientId" uuid,
          "platformId" text, type text, "externalId" text, name text)`;
    const audit: AuditEntry[] = [
      ...clients.map(({ id: objectId, name }) => ({
        objectType: "client",
        objectId,
        objectName: name,
        clientId: objectId,
        after: { name },
        reason,
      })),
      ...input.assets.map(({ id: objectId, ...after }) => ({
        objectType: "asset",
        objectId,
        objectName: after.name,
        clientId: after.clientId,
        after,
        reason,
      })),
    ];
    return { result: { clients: clients.length, assets: input.assets.length }, audit };
  },
});
