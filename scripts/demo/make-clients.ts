import { clientKey } from "@/lib/imports/client-names";
import { fold } from "@/lib/imports/fold";
import { clientList, type ListedClient } from "./client-list";
import { dayOf, daysBefore } from "./moments";
import { type Draft, named, type Rows } from "./rows";

type Engagement = Rows["engagements"][number];

/** A client's name as it stands in addresses: "birch-bloom". */
export const slugOf = (name: string): string =>
  fold(name)
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");

/** What some engagements commit to beyond the studio's defaults. */
const commitments: Readonly<Record<string, Partial<Engagement>>> = {
  "Kite Insurance": {
    notificationHours: 48,
    longestGrantDays: 365,
    clientMfaRequired: true,
    reviewIntervalDays: 90,
  },
  "Saffron Hotels": { notificationHours: 24, reviewIntervalDays: 90 },
  "Alba Skincare": { notificationHours: 36, clientApprovesGrants: true, compliantDeviceRequired: true },
  "Atlas Mutual": { notificationHours: 24, clientMfaRequired: true, compliantDeviceRequired: true },
  "Meridian Legal": { notificationHours: 24, reviewIntervalDays: 60, clientApprovesGrants: true },
  "Aster Clinics": { notificationHours: 24, clientMfaRequired: true, reviewIntervalDays: 60 },
  "Redwood Finance": { notificationHours: 48, compliantDeviceRequired: true },
  "Nimbus Cloud": { notificationHours: 72 },
  // The agreement is signed; the client's lawyers still have the DPA.
  "Vela Eyewear": { dpaRef: null, dpaSignedOn: null },
};

const second: Readonly<Record<string, string>> = {
  "Kite Insurance": "Brand campaign, spring",
  "Polar Coffee": "Winter launch",
  "Cobalt Software": "Conference season",
};

/** Adds the clients with a contact and their engagements. */
export function makeClients(draft: Draft): void {
  const { now, random, rows } = draft;
  for (const listed of clientList) {
    const createdAt = daysBefore(now, random.whole(560, 790));
    const endedAt = listed.endedDaysAgo === undefined ? null : daysBefore(now, listed.endedDaysAgo);
    const clientId = random.id(createdAt);
    const byId = named(rows.people, "Clémence Dubois").id;
    rows.clients.push({
      id: clientId,
      name: listed.name,
      nameKey: clientKey(listed.name),
      endedAt,
      endedById: endedAt && byId,
      createdAt,
      createdById: byId,
      updatedAt: endedAt ?? createdAt,
      updatedById: byId,
    });
    makeContact(draft, clientId, listed, createdAt);
    const end = endedAt ?? daysBefore(now, -random.whole(130, 640));
    makeEngagement(draft, clientId, listed.name, "Performance marketing", createdAt, end, endedAt);
    const more = second[listed.name];
    if (more)
      makeEngagement(draft, clientId, listed.name, more, daysBefore(now, 40), daysBefore(now, -125), null);
  }
}

function makeContact({ random, rows }: Draft, clientId: string, listed: ListedClient, at: Date): void {
  const [given = ""] = fold(listed.contact.replace(/^Dr /, "")).split(" ");
  rows.contacts.push({
    id: random.id(at),
    clientId,
    name: listed.contact,
    email: `${given}@${slugOf(listed.name)}.example`,
    title: listed.title,
    createdAt: at,
    updatedAt: at,
  });
}

function makeEngagement(
  { now, random, rows }: Draft,
  clientId: string,
  clientName: string,
  name: string,
  from: Date,
  to: Date,
  endedAt: Date | null,
): void {
  const signed = dayOf(daysBefore(from, random.whole(5, 25)));
  const code = slugOf(clientName).split("-")[0]?.toUpperCase() ?? "";
  const year = from.getUTCFullYear();
  rows.engagements.push({
    id: random.id(from),
    clientId,
    name,
    startsOn: dayOf(from),
    endsOn: dayOf(to),
    agreementRef: `MSA-${code}-${year}`,
    agreementSignedOn: signed,
    dpaRef: `DPA-${code}-${year}`,
    dpaSignedOn: signed,
    notificationHours: null,
    reviewIntervalDays: null,
    longestGrantDays: null,
    clientMfaRequired: false,
    compliantDeviceRequired: false,
    clientApprovesGrants: false,
    subprocessorCategories: ["Analytics", "Advertising"],
    ...commitments[clientName],
    endedAt,
    endedById: null,
    createdAt: latestOf(from, daysBefore(now, 780)),
    updatedAt: endedAt ?? from,
  });
}

const latestOf = (a: Date, b: Date) => (a > b ? a : b);
