import { z } from "zod";
import type { DepartureRow } from "@/lib/lifecycle/departure-row";
import type { ChecklistRow } from "@/lib/lifecycle/read-checklist";
import { certificateLine, lineOf } from "@/lib/lifecycle/rules/certificate";

/**
 * What one client is given of a departure: its own keys and duties alone, and nothing of why somebody left. Signed by
 * itself, for nothing can be taken out of what is signed.
 */
export const clientCertificateSchema = z.strictObject({
  version: z.literal(1),
  kind: z.literal("removal_for_client"),
  number: z.string(),
  client: z.string(),
  person: z.string(),
  lastMoment: z.string(),
  issuedAt: z.string(),
  issuedBy: z.string(),
  keys: z.array(certificateLine),
  duties: z.array(certificateLine),
});

export type ClientCertificate = z.infer<typeof clientCertificateSchema>;

/** The certificates of a finished departure for each client whose accounts are on its checklist. */
export function buildClientCertificates(
  departure: Pick<DepartureRow, "number" | "personName" | "lastMoment">,
  checklist: readonly ChecklistRow[],
  issued: { at: Date; by: string },
): { clientId: string; content: ClientCertificate }[] {
  const lines = checklist.filter((entry) => entry.state !== "cancelled");
  const isKey = (entry: ChecklistRow) => entry.kind === "revoke" || entry.kind === "change";
  return [...Map.groupBy(lines, (entry) => entry.client?.id ?? null)].flatMap(([clientId, entries]) => {
    const client = entries[0]?.client;
    if (!clientId || !client) return [];
    return [
      {
        clientId,
        content: {
          version: 1,
          kind: "removal_for_client",
          number: `D-${departure.number}`,
          client: client.name,
          person: departure.personName,
          lastMoment: departure.lastMoment.toISOString(),
          issuedAt: issued.at.toISOString(),
          issuedBy: issued.by,
          keys: entries.filter(isKey).map(lineOf),
          duties: entries.filter((entry) => !isKey(entry)).map(lineOf),
        },
      },
    ];
  });
}
