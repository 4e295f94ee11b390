import { describe, expect, it } from "vitest";
import type { DraftGrant } from "@/lib/imports/draft-grants";
import type { KnownEngagement } from "@/lib/imports/plan-types";
import { settleEngagements } from "@/lib/imports/settle-engagements";

const now = new Date("2026-11-24T12:00:00Z");
const day = (iso: string) => new Date(iso);
const engagement = (name: string, from: string, to: string | null): KnownEngagement => ({
  ref: name,
  name,
  from: day(from),
  to: to === null ? null : day(to),
});

/** The engagement that a grant of this time comes under. */
function under(engagements: KnownEngagement[], since: string | null, until: string | null): string | null {
  const grant: DraftGrant = {
    row: 2,
    client: { ref: "kite", isNew: false, name: "Kite Insurance" },
    asset: {
      ref: "ads",
      isNew: true,
      platformId: "google_ads",
      platformName: "Google Ads",
      assetType: "ad_account",
      externalId: "5214492644",
      shown: "521-449-2644",
    },
    person: { ref: "tom", isNew: false, given: "Tom", family: "Hall" },
    identity: null,
    role: { key: "standard", name: "Standard", ownName: null },
    engagement: null,
    since: since === null ? null : day(since),
    until: until === null ? { kind: "unknown" } : { kind: "date", date: day(until) },
    hasExpired: false,
    isInvited: false,
    reason: null,
    note: null,
    addedBy: null,
    outcome: "new",
    known: null,
    changes: [],
  };
  settleEngagements([grant], [{ ref: "kite", name: "Kite Insurance", engagements }], now);
  return grant.engagement?.name ?? null;
}

describe("the engagement of an imported grant", () => {
  const first = engagement("Launch", "2024-01-01", "2025-01-01");
  const second = engagement("Retainer", "2026-01-01", null);
  const later = engagement("Next year", "2027-01-01", "2028-01-01");

  it.each([
    ["the one that runs", [second], "2026-02-01", null, "Retainer"],
    ["the one that ran then", [first, second], "2024-03-01", "2024-06-30", "Launch"],
    ["the one that has begun, not the one that is planned", [second, later], "2026-02-01", null, "Retainer"],
    ["none where two ran in its time", [first, second], "2024-03-01", null, null],
    ["none where it reaches into the next", [second, later], "2026-02-01", "2027-06-30", null],
    ["none where none ran", [first], "2026-02-01", null, null],
    ["none where there is none", [], "2026-02-01", null, null],
    ["what runs now, where the start is not known", [first, second], null, null, "Retainer"],
    ["what ran on the last day, where only that is known", [first, second], null, "2024-06-30", "Launch"],
    ["what begins on its last day", [second], "2025-06-01", "2026-01-01", "Retainer"],
    ["not what ended in the midnight before it began", [first], "2025-01-01", null, null],
  ])("is %s", (_, engagements, since, until, name) => {
    expect(under(engagements, since, until)).toBe(name);
  });
});
