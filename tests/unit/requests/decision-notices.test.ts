import { describe, expect, it } from "vitest";
import { type DecidedItem, decisionNotices } from "@/lib/requests/rules/decision-notices";

const item = (more: Partial<DecidedItem> = {}): DecidedItem => ({
  id: "1",
  requestId: "r1",
  number: 7,
  requesterId: "hannah",
  personId: "omar",
  holderName: "Omar Rahman",
  assetName: "Kite – Search",
  clientName: "Kite Insurance",
  outcome: "approved",
  gives: "Standard until 31 December 2026",
  ...more,
});

describe("what is told of a decision", () => {
  it("is one notice for the requester with everything, and one for each holder with their own", () => {
    const notices = decisionNotices(
      [
        item({ id: "2" }),
        item({ id: "1", personId: "tariq", holderName: "Tariq Haddad", outcome: "rejected", gives: null }),
      ],
      "Not needed",
    );
    expect(notices).toEqual([
      {
        personId: "hannah",
        requestId: "r1",
        cause: "request item 1 decided",
        subject: "R-7 for Kite Insurance: 1 approved and 1 rejected",
        text: "Omar Rahman on Kite – Search: approved, Standard until 31 December 2026.\nTariq Haddad on Kite – Search: rejected.\nThe reason given: “Not needed”",
      },
      expect.objectContaining({
        personId: "omar",
        cause: "request item 2 decided",
        subject: "R-7 for Kite Insurance: approved",
      }),
      expect.objectContaining({ personId: "tariq", subject: "R-7 for Kite Insurance: rejected" }),
    ]);
  });

  it("is one notice for who asked for themselves, and one for each request", () => {
    const own = { requesterId: "omar" };
    const notices = decisionNotices([item(own), item({ ...own, id: "5", requestId: "r2", number: 8 })], null);
    expect(notices.map(({ personId, requestId }) => [personId, requestId])).toEqual([
      ["omar", "r1"],
      ["omar", "r2"],
    ]);
  });

  it("names no more than a dozen, and says how many there are", () => {
    const many = Array.from({ length: 15 }, (_, place) => item({ id: String(place), requesterId: "omar" }));
    const [notice] = decisionNotices(many, null);
    expect(notice?.text.split("\n")).toHaveLength(13);
    expect(notice?.text).toContain("And 3 more.");
  });
});
