import { describe, expect, it } from "vitest";
import { changeKit, copyLines, type KitAsset } from "@/lib/clients/rules/kit-lines";

const asset = (id: string, more: Partial<KitAsset> = {}): KitAsset => ({
  id,
  name: id,
  clientId: "kite",
  platformId: "google_ads",
  platformName: "Google Ads",
  type: "ad_account",
  ended: false,
  ...more,
});
const buyer = (of: KitAsset, role = "Media buyer") => ({ role, asset: of, work: ["look"] });
const to = (assets: KitAsset[], lines: { role: string; assetId: string }[] = [], clientId = "northwind") => ({
  clientId,
  clientName: "Northwind",
  assets,
  lines,
});

describe("changeKit", () => {
  it("keeps what stays, in whatever order its work is named, and ends and begins the rest", () => {
    const before = [
      { assetId: "a", work: ["look", "edit-tags"] },
      { assetId: "b", work: ["look"] },
      { assetId: "c", work: ["look"] },
    ];
    const after = [
      { assetId: "a", work: ["edit-tags", "look"] },
      { assetId: "b", work: ["look", "edit-tags"] },
      { assetId: "d", work: ["look"] },
    ];
    const { ends, begins } = changeKit(before, after);
    expect(ends.map((line) => line.assetId)).toEqual(["b", "c"]);
    expect(begins.map((line) => line.assetId)).toEqual(["b", "d"]);
  });
});

describe("copyLines", () => {
  const search = asset("Search");
  const theirs = (id: string, more: Partial<KitAsset> = {}) => asset(id, { clientId: "northwind", ...more });

  it("takes the same account for the same client, whatever else it has", () => {
    const copied = copyLines(
      [buyer(search), buyer(asset("Brand"))],
      to([search, asset("Brand")], [], "kite"),
    );
    expect(copied.lines.map((line) => line.assetId)).toEqual(["Search", "Brand"]);
    expect(copied.leftOut).toEqual([]);
  });

  it("takes the one account of the same kind on the same platform for another client", () => {
    const others = [
      theirs("N"),
      theirs("Manager", { type: "manager_account" }),
      theirs("GA", { platformId: "ga4" }),
    ];
    expect(copyLines([buyer(search)], to(others))).toEqual({
      lines: [{ role: "Media buyer", assetId: "N", work: ["look"] }],
      leftOut: [],
    });
  });

  it("names what has no counterpart, more than one, or one that others want too, and what has ended", () => {
    expect(copyLines([buyer(search)], to([])).leftOut).toEqual([
      "Media buyer: Northwind has no account on Google Ads that is like Search.",
    ]);
    expect(copyLines([buyer(search)], to([theirs("N"), theirs("M")])).leftOut).toEqual([
      "Media buyer: on Google Ads it is not clear which account of Northwind takes the place of Search.",
    ]);
    expect(copyLines([buyer(search), buyer(asset("Brand"))], to([theirs("N")])).lines).toEqual([]);
    expect(copyLines([buyer(asset("Old", { ended: true }))], to([theirs("N")])).leftOut).toEqual([
      "Media buyer: Old has ended in the register.",
    ]);
  });

  it("lets two roles share an account, and leaves a line that is there as it is, however the role is spelled", () => {
    const lines = [buyer(search), buyer(search, "Planner")];
    expect(copyLines(lines, to([theirs("N")])).lines).toHaveLength(2);
    const { lines: copied, leftOut } = copyLines(
      lines,
      to([theirs("N")], [{ role: "MEDIA BUYER", assetId: "N" }]),
    );
    expect(copied.map((line) => line.role)).toEqual(["Planner"]);
    expect(leftOut).toEqual(["Media buyer: N is in the kit already, and stays as it is."]);
  });
});
