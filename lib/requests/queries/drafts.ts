import { type Actor, requirePermission } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { isId } from "@/lib/input";
import type { AskOptions } from "@/lib/requests/queries/ask-options";
import { canReceive } from "@/lib/requests/rules/asking";
import { type DraftContent, draftContent, fitDraft } from "@/lib/requests/rules/draft";
import { listed, workInWords } from "@/lib/requests/rules/words";

/** A draft in the list of one's own. */
export type DraftRow = {
  id: string;
  /** "Publish campaigns at Kite Insurance, for Omar Rahman". */
  sentence: string;
  reason: string;
  accounts: number;
  changedAt: Date;
};

/** The actor's own drafts, the latest first. Raises forbidden. */
export async function listDrafts(actor: Actor): Promise<DraftRow[]> {
  requirePermission(actor, "requests.ask");
  if (!actor.personId) return [];
  const drafts = await db.requestDraft.findMany({
    where: { personId: actor.personId },
    include: { client: { select: { name: true } } },
    orderBy: [{ changedAt: "desc" }, { id: "asc" }],
  });
  const contents = drafts.map((draft) => readContent(draft.content));
  const people = await db.person.findMany({
    where: { id: { in: contents.flatMap((content) => content.personIds) } },
    select: { id: true, name: true },
    orderBy: { name: "asc" },
  });
  return drafts.map(({ id, client, changedAt }, place) => {
    const { work, personIds, reason, assetIds } = contents[place] ?? readContent(null);
    const names = people.flatMap((each) => (personIds.includes(each.id) ? [each.name] : []));
    const what = workInWords(work);
    const forWhom = names.length > 3 ? `${names.length} people` : listed(names);
    return {
      id,
      sentence: [
        what
          ? `${what.charAt(0).toUpperCase()}${what.slice(1)} at ${client.name}`
          : `Access at ${client.name}`,
        ...(forWhom ? [`for ${forWhom}`] : []),
      ].join(", "),
      reason,
      accounts: assetIds.length,
      changedAt,
    };
  });
}

/** A draft as it is opened. */
export type OpenDraft = {
  id: string;
  version: number;
  clientId: string;
  clientName: string;
  content: DraftContent;
};

/** One's own draft as it was kept; null when there is none: sent, thrown away, old, or somebody else's. */
export async function getDraft(actor: Actor, draftId: string | undefined): Promise<OpenDraft | null> {
  requirePermission(actor, "requests.ask");
  if (!actor.personId || !isId(draftId)) return null;
  const draft = await db.requestDraft.findFirst({
    where: { id: draftId, personId: actor.personId },
    include: { client: { select: { name: true } } },
  });
  if (!draft) return null;
  const { id, version, clientId, client, content } = draft;
  return { id, version, clientId, clientName: client.name, content: readContent(content) };
}

/**
 * One's own draft as today's form can show it: what has ended since is left out, with a sentence for each. `options`
 * are those of the draft's client; nobody is named whom the form would not offer.
 */
export async function fitToday(draft: OpenDraft, options: AskOptions, now = new Date()) {
  const { content, clientId } = draft;
  const chosen = options.chosen;
  const idsOf = (rows: readonly { id: string }[] | undefined) => (rows ?? []).map(({ id }) => id);
  const [assets, people, engagements] = await Promise.all([
    db.asset.findMany({
      where: { id: { in: content.assetIds }, clientId },
      select: { id: true, name: true },
    }),
    db.person.findMany({
      where: { id: { in: content.personIds.filter((id) => options.forOthers || id === options.me) } },
      select: { id: true, name: true, accessEndsAt: true, endedAt: true },
    }),
    db.engagement.findMany({
      where: { id: { in: content.engagementId ? [content.engagementId] : [] }, clientId },
      select: { id: true, name: true },
    }),
  ]);
  return fitDraft(content, {
    engagementIds: idsOf(chosen?.engagements),
    assetIds: idsOf(chosen?.assets),
    personIds: idsOf(options.people),
    work: (chosen?.work ?? []).map(({ key }) => key),
    ended: new Map([
      ...assets.map(({ id, name }) => [id, `${name} has ended in the register, and is left out.`] as const),
      ...people.map((person) => {
        const stays = canReceive(person, now);
        const why = stays === true ? `You cannot ask for ${person.name}, who is left out.` : stays;
        return [person.id, why] as const;
      }),
      ...engagements.map(
        ({ id, name }) => [id, `The engagement ${name} does not run any more, so none is chosen.`] as const,
      ),
    ]),
  });
}

/** What an older version of Keyholder has kept may be read no more: then it is empty, and not an error. */
function readContent(content: unknown): DraftContent {
  const parsed = draftContent.safeParse(content);
  return parsed.success ? parsed.data : draftContent.parse({});
}
