import { z } from "zod";
import type { DepartureRow } from "@/lib/lifecycle/departure-row";
import type { ChecklistRow } from "@/lib/lifecycle/read-checklist";
import { certificateLine, inParts, named } from "@/lib/lifecycle/rules/certificate";

const content = z.strictObject({
  kind: z.literal("removal_for_client"),
  number: z.string(),
  client: z.string(),
  person: z.string(),
  lastMoment: z.string(),
  issuedAt: z.string(),
  issuedBy: z.string(),
  keys: z.array(certificateLine),
  duties: z.array(certificateLine),
  looks: z.array(certificateLine).optional(),
});

/**
 * What one client is given of a departure: its own keys and duties alone, and nothing of why somebody left. Signed by
 * itself, for nothing can be taken out of what is signed. The first version did not name its id in it.
 */
export const clientCertificateSchema = z.discriminatedUnion("version", [
  content.extend({ version: z.literal(1) }),
  content.extend(named),
]);

export type ClientCertificate = z.infer<typeof clientCertificateSchema>;

/** What a look has found in an account of somebody else, which a client need not know more of than that it is one. */
function withoutOthers(entry: ChecklistRow): ChecklistRow {
  const found = entry.found.map((find) =>
    find.clientId === null || find.clientId === entry.client?.id
      ? find
      : { ...find, assetName: "an account above" },
  );
  return { ...entry, found };
}

/** What the certificates of a finished departure for each client whose accounts are on its checklist say. */
export function buildClientCertificates(
  departure: Pick<DepartureRow, "number" | "personName" | "lastMoment">,
  checklist: readonly ChecklistRow[],
  issued: { at: Date; by: string },
): { clientId: string; content: z.infer<typeof content> }[] {
  const lines = checklist.filter((entry) => entry.state !== "cancelled");
  return [...Map.groupBy(lines, (entry) => entry.client?.id ?? null)].flatMap(([clientId, entries]) => {
    const client = entries[0]?.client;
    if (!clientId || !client) return [];
    return [
      {
        clientId,
        content: {
          kind: "removal_for_client",
          number: `D-${departure.number}`,
          client: client.name,
          person: departure.personName,
          lastMoment: departure.lastMoment.toISOString(),
          issuedAt: issued.at.toISOString(),
          issuedBy: issued.by,
          ...inParts(entries.map(withoutOthers)),
        },
      },
    ];
  });
}
