import { z } from "zod";
import { id } from "@/lib/input";
import { WORK, type WorkKey } from "@/lib/platforms/work";

/** How many drafts somebody keeps at most, and for how many days after the last change. */
export const MOST_DRAFTS = 20;
export const DRAFT_DAYS = 90;

/** What can be kept of a form that is half filled in: texts as they were typed, however wrong they still are. */
const typed = (max: number) =>
  z
    .string()
    .normalize("NFC")
    .max(max, `Keep this to ${max} characters.`)
    .regex(/^[^\p{Cc}]*(?:[\n\r\t][^\p{Cc}]*)*$/u, "This has a character that cannot be shown.");

/** What somebody has entered of a request. */
export const draftContent = z.strictObject({
  engagementId: id().nullable().default(null),
  /** Whose access is looked at as a template. */
  colleagueId: id().nullable().default(null),
  assetIds: z.array(id()).max(100).default([]),
  personIds: z.array(id()).max(50).default([]),
  work: z.array(typed(60)).max(50).default([]),
  until: typed(20).default(""),
  lastsMinutes: typed(10).default(""),
  reason: typed(2_000).default(""),
  more: z
    .array(z.strictObject({ assetId: id(), roleIds: z.array(id()).max(20), reason: typed(500).default("") }))
    .max(100)
    .default([]),
});

export type DraftContent = z.output<typeof draftContent>;

/** What can still be asked for, and how what cannot is called, with why. */
export type AskableNow = {
  engagementIds: readonly string[];
  assetIds: readonly string[];
  personIds: readonly string[];
  work: readonly string[];
  /** Of accounts, people and engagements that the draft names: a sentence for each that has ended. */
  ended: ReadonlyMap<string, string>;
};

/**
 * A draft as the form can show it today: what has ended since is left out, with a sentence for each. Pure; what is
 * left out stays in the kept draft until somebody changes it.
 */
export function fitDraft(
  content: DraftContent,
  now: AskableNow,
): { content: Omit<DraftContent, "work"> & { work: WorkKey[] }; leftOut: string[] } {
  const { engagementId, assetIds, personIds, work, more } = content;
  const keptAssets = assetIds.filter((each) => now.assetIds.includes(each));
  const keptPeople = personIds.filter((each) => now.personIds.includes(each));
  const keptEngagement = engagementId && now.engagementIds.includes(engagementId) ? engagementId : null;
  const keptWork = WORK.map(({ key }) => key).filter((key) => work.includes(key) && now.work.includes(key));
  const gone = [
    ...assetIds.filter((each) => !keptAssets.includes(each)),
    ...personIds.filter((each) => !keptPeople.includes(each)),
    ...(engagementId && !keptEngagement ? [engagementId] : []),
  ];
  const sentences = gone.map((each) => now.ended.get(each) ?? "Something that was chosen is there no more.");
  const lessWork = work.length > keptWork.length ? ["Some of the work means nothing here any more."] : [];
  return {
    content: {
      ...content,
      engagementId: keptEngagement,
      assetIds: keptAssets,
      personIds: keptPeople,
      work: keptWork,
      more: more.filter(({ assetId }) => keptAssets.includes(assetId)),
    },
    leftOut: [...new Set([...sentences, ...lessWork])],
  };
}
