import type { Stake } from "@/lib/lifecycle/stake";
import { findPlatform } from "@/lib/platforms/catalogue";
import { isAdministrator } from "@/lib/platforms/role-risk";
import { lookPlacesOf } from "./looks";
import type { Draft, GrantRow } from "./rows";

/** What a departure of this person has to hand over, as lib/lifecycle/read-stake.ts reads it from a database. */
export function stakeOf(draft: Draft, personId: string): Stake {
  const { rows } = draft;
  const held = (of: (row: GrantRow) => boolean) =>
    rows.grants.filter((row) => row.closedAt === null && of(row));
  const about = (grants: readonly GrantRow[]) => {
    const assets = rows.assets.filter((asset) => grants.some((grant) => grant.assetId === asset.id));
    return {
      capabilities: [...new Set(grants.flatMap((grant) => draft.roleOf(grant.roleId).capabilities))],
      clientNames: [...new Set(assets.map((asset) => clientName(draft, asset.clientId) ?? ""))],
      assetId: assets.length === 1 ? (assets[0]?.id ?? null) : null,
      clientId: assets.length === 1 ? (assets[0]?.clientId ?? null) : null,
    };
  };
  const knowing = (identityId: string) =>
    rows.holders.filter((row) => row.identityId === identityId).map((row) => row.personId);
  return {
    keys: [],
    robots: rows.robots
      .filter((row) => row.ownerId === personId)
      .map((row) => ({ id: row.id, name: row.name, ...about(held((grant) => grant.robotId === row.id)) })),
    logins: rows.identities
      .filter((row) => row.shared && knowing(row.id).includes(personId))
      .map((row) => ({
        id: row.id,
        address: row.address,
        ...about(held((grant) => grant.identityId === row.id && grant.personId === null)),
        heirId: knowing(row.id).find((id) => id !== personId) ?? null,
      })),
    custodies: rows.assets
      .filter((row) => row.custodianId === personId)
      .map((row) => ({
        assetId: row.id,
        assetName: row.name,
        platformName: platformName(row.platformId),
        clientId: row.clientId,
        clientName: clientName(draft, row.clientId),
      })),
    requests: [],
    tasks: [],
    administrations: administrationsOf(draft, personId),
    looks: lookPlacesOf(draft, personId),
  };
}

/** The accounts that the person administers themselves, with everybody else who does. */
function administrationsOf(draft: Draft, personId: string): Stake["administrations"] {
  const { rows } = draft;
  const administering = rows.grants.filter(
    (grant) => grant.closedAt === null && isAdministrator(draft.roleOf(grant.roleId).capabilities),
  );
  return rows.assets
    .filter((asset) =>
      administering.some((grant) => grant.assetId === asset.id && grant.personId === personId),
    )
    .map((asset) => ({
      assetId: asset.id,
      assetName: asset.name,
      platformName: platformName(asset.platformId),
      clientId: asset.clientId,
      clientName: clientName(draft, asset.clientId),
      custodianId: asset.custodianId,
      clientAdministers: Boolean(asset.contactCustodianId),
      administrators: administering
        .filter((grant) => grant.assetId === asset.id && grant.personId !== null)
        .map((grant) => ({
          personId: grant.personId ?? "",
          active: grant.state === "active",
          leaving: rows.departures.some((row) => row.personId === grant.personId),
        })),
    }));
}

const platformName = (id: string) => findPlatform(id)?.name ?? id;
const clientName = ({ rows }: Draft, id: string | null) =>
  rows.clients.find((row) => row.id === id)?.name ?? null;
