import type { DraftContent } from "@/lib/requests/rules/draft";

type More = DraftContent["more"];

/**
 * What stands in the form of a request, as a draft keeps it. `hidden`: kept choices whose fields are not shown yet;
 * `colleagueId`: the template, which stands beside the form.
 */
export function readDraft(data: FormData, hidden: More, colleagueId: string | null): DraftContent {
  const all = (name: string) =>
    data.getAll(name).filter((value): value is string => typeof value === "string" && value !== "");
  const one = (name: string) => all(name)[0] ?? "";
  const more = [...data.keys()].flatMap((name) => {
    const place = /^more\[(\d+)\]\.assetId$/.exec(name)?.[1];
    if (place === undefined) return [];
    const of = `more[${place}]`;
    return [{ assetId: one(name), roleIds: all(`${of}.roleIds[]`), reason: one(`${of}.reason`) }];
  });
  return {
    colleagueId,
    engagementId: one("engagementId") || null,
    assetIds: all("assetIds[]"),
    personIds: all("personIds[]"),
    work: all("work[]"),
    until: one("until"),
    lastsMinutes: one("lastsMinutes"),
    reason: one("reason"),
    more: [...more, ...hidden],
  };
}
