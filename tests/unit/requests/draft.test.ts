import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readDraft } from "@/components/requests/read-draft";
import { type DraftContent, draftContent, fitDraft } from "@/lib/requests/rules/draft";

const uuid = (n: number) => `01937b4c-0000-7000-8000-${String(n).padStart(12, "0")}`;
const content = (over: Partial<DraftContent> = {}): DraftContent => ({ ...draftContent.parse({}), ...over });
const nothing = { engagementIds: [], assetIds: [], personIds: [], work: [], ended: new Map() };

describe("a draft as today's form can show it", () => {
  it("is as it was where nothing has ended", () => {
    const kept = content({
      engagementId: uuid(1),
      assetIds: [uuid(2)],
      personIds: [uuid(3)],
      work: ["look-at-reports"],
      reason: "Spring",
      more: [{ assetId: uuid(2), roleIds: [uuid(9)], reason: "Faster" }],
    });
    const now = {
      engagementIds: [uuid(1)],
      assetIds: [uuid(2), uuid(4)],
      personIds: [uuid(3)],
      work: ["look-at-reports"],
      ended: new Map(),
    };
    expect(fitDraft(kept, now)).toEqual({ content: kept, leftOut: [] });
  });

  it("leaves out what has ended, each with its sentence, and more than the smallest on it too", () => {
    const kept = content({
      engagementId: uuid(1),
      assetIds: [uuid(2)],
      personIds: [uuid(3)],
      work: ["something-older"],
      more: [{ assetId: uuid(2), roleIds: [], reason: "" }],
    });
    const ended = new Map([
      [uuid(1), "The engagement is over."],
      [uuid(2), "The account has ended."],
    ]);
    const fitted = fitDraft(kept, { ...nothing, ended });
    expect(fitted.content).toEqual(content());
    expect(fitted.leftOut).toEqual([
      "The account has ended.",
      "Something that was chosen is there no more.",
      "The engagement is over.",
      "Some of the work means nothing here any more.",
    ]);
  });

  it("keeps only what is there now, and says something whenever it leaves something out", () => {
    const ids = fc.subarray([1, 2, 3, 4, 5].map(uuid));
    fc.assert(
      fc.property(ids, ids, ids, ids, (assetIds, personIds, assetsNow, peopleNow) => {
        const now = { ...nothing, assetIds: assetsNow, personIds: peopleNow };
        const { content: fits, leftOut } = fitDraft(content({ assetIds, personIds }), now);
        expect(fits.assetIds.every((id) => assetsNow.includes(id) && assetIds.includes(id))).toBe(true);
        expect(fits.personIds.every((id) => peopleNow.includes(id) && personIds.includes(id))).toBe(true);
        const less = fits.assetIds.length < assetIds.length || fits.personIds.length < personIds.length;
        expect(leftOut.length > 0).toBe(less);
      }),
    );
  });
});

it("reads the form as it is sent, with choices whose fields are not shown yet", () => {
  const data = new FormData();
  for (const [name, value] of [
    ["assetIds[]", uuid(1)],
    ["assetIds[]", uuid(2)],
    ["personIds[]", ""],
    ["work[]", "look-at-reports"],
    ["until", "2026-12-31"],
    ["lastsMinutes", ""],
    ["reason", "Spring"],
    ["more[1].assetId", uuid(2)],
    ["more[1].roleIds[]", uuid(9)],
    ["more[1].reason", "Faster"],
  ] as const)
    data.append(name, value);
  const hidden = [{ assetId: uuid(1), roleIds: [uuid(8)], reason: "" }];
  const read = readDraft(data, hidden, uuid(7));
  expect(read).toEqual(
    content({
      colleagueId: uuid(7),
      assetIds: [uuid(1), uuid(2)],
      work: ["look-at-reports"],
      until: "2026-12-31",
      reason: "Spring",
      more: [{ assetId: uuid(2), roleIds: [uuid(9)], reason: "Faster" }, ...hidden],
    }),
  );
  expect(draftContent.safeParse(read).success).toBe(true);
});
