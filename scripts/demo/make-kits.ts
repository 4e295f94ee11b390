import { cast } from "./cast";
import { chooseRoles, workOn } from "./role-choice";
import { type Draft, named } from "./rows";

/** Clients whose account managers have said what each role needs. */
const withKits = ["Kite Insurance", "Northwind Outdoor", "Polar Coffee", "Saffron Hotels", "Atlas Mutual"];

/** Reports were taken out of the buyers' kit here, so that some hold more than it gives. */
const cutDown = "Kite Insurance";

/** Adds the kits of a few engagements: for each role that somebody has there, what its discipline does. */
export function makeKits(draft: Draft): void {
  const { random, rows } = draft;
  const byId = named(rows.people, "Hannah Stone").id;
  for (const clientName of withKits) {
    const client = named(rows.clients, clientName);
    const engagement = rows.engagements.find((row) => row.clientId === client.id && row.endedAt === null);
    if (!engagement) continue;
    const seats = rows.memberships.filter((row) => row.engagementId === engagement.id && !row.endedAt);
    const assets = rows.assets.filter((row) => row.clientId === client.id && row.endedAt === null);
    for (const [role, of] of Map.groupBy(seats, (row) => row.role)) {
      const person = rows.people.find((row) => row.id === of[0]?.personId);
      const discipline = cast.find((each) => each.name === person?.name)?.discipline ?? "none";
      for (const asset of assets) {
        const work = workOn(discipline, asset.platformId);
        if (!work || !chooseRoles(asset.platformId, asset.type, work)) continue;
        const isCut = clientName === cutDown && discipline === "search" && asset.platformId === "ga4";
        if (isCut) continue;
        const createdAt = engagement.createdAt ?? engagement.startsOn;
        rows.kitLines.push({
          id: random.id(createdAt),
          engagementId: engagement.id,
          role,
          assetId: asset.id,
          work: [...work],
          createdAt,
          createdById: byId,
        });
      }
    }
  }
}
