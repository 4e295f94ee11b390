import type { ImportInput, ImportPlan, KnownAsset, KnownClient, KnownGrant } from "@/lib/imports/plan-types";

/** The register as it would be after the plan was applied, by the plan's own words alone. */
export function applyPlan(
  input: ImportInput,
  plan: ImportPlan,
): Pick<ImportInput, "clients" | "assets" | "grants"> {
  const clients = new Map<string, KnownClient>(input.clients.map((client) => [client.ref, client]));
  const assets = new Map<string, KnownAsset>(input.assets.map((asset) => [asset.ref, asset]));
  const grants: KnownGrant[] = [...input.grants];
  for (const grant of plan.rows.flatMap((row) => row.grants)) {
    clients.set(grant.client.ref, { ref: grant.client.ref, name: grant.client.name });
    const { ref, platformId, assetType, externalId } = grant.asset;
    assets.set(ref, { ref, clientRef: grant.client.ref, platformId, assetType, externalId });
    if (grant.outcome !== "new") continue;
    grants.push({
      ref: `grant-${grants.length}`,
      personRef: grant.person.ref,
      assetRef: ref,
      roleKey: grant.role.key,
      identity: grant.identity?.address ?? null,
      since: grant.since,
      until: grant.until.kind === "date" ? grant.until.date : null,
      reason: grant.reason,
      note: grant.note,
    });
  }
  return { clients: [...clients.values()], assets: [...assets.values()], grants };
}
