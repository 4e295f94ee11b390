import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { command } from "@/lib/command";
import { conflict } from "@/lib/errors";
import { id, wholeNumber } from "@/lib/input";
import { lockDrafts } from "@/lib/requests/lock-drafts";
import { draftContent, MOST_DRAFTS } from "@/lib/requests/rules/draft";
import { asksForOthers } from "@/lib/requests/rules/who-may";
import { requestName } from "@/lib/requests/rules/words";
import { staffClients } from "@/lib/requests/staff-clients";

/**
 * Keeps what somebody has entered of a request, and gives the version that it became. `version` is the one that was
 * seen last, 0 for a new draft, whose id the form has made: so an answer that was lost is given again. Nothing of the
 * studio's changes, so it leaves no event.
 *
 * Raises conflict: changed elsewhere meanwhile, sent or thrown away already, or more than twenty.
 */
export const keepDraft = command({
  name: "requests.keep-draft",
  permission: "requests.ask",
  input: z.strictObject({
    id: id(),
    version: wholeNumber(0, 1_000_000),
    clientId: id(),
    content: draftContent,
  }),
  async target(tx, input, actor) {
    const { personId } = actor;
    if (!personId) return null;
    await lockDrafts(tx, personId);
    const client = await tx.client.findUnique({ where: { id: input.clientId }, select: { id: true } });
    const known = asksForOthers(actor) || (await staffClients(tx, personId)).includes(input.clientId);
    return client && known
      ? {
          personId,
          kept: await tx.requestDraft.findFirst({ where: { id: input.id, personId } }),
          sent: await tx.accessRequest.findFirst({
            where: { draftId: input.id, requesterId: personId },
            select: { number: true },
          }),
          count: await tx.requestDraft.count({ where: { personId } }),
        }
      : null;
  },
  allow: () => true,
  async change({ tx, input, target, now }) {
    const { personId, kept, sent, count } = target;
    const { clientId, content } = input;
    if (sent) throw conflict(`This was sent as ${requestName(sent.number)}, so it is no draft any more.`);
    if (!kept && input.version > 0)
      throw conflict("This draft was thrown away in another window, so it is not kept any more.");
    if (!kept) {
      if (count >= MOST_DRAFTS)
        throw conflict(
          `You have ${MOST_DRAFTS} drafts already, so this one is not kept. Send or throw away one of them.`,
        );
      const id = input.id;
      await tx.requestDraft.create({
        data: { id, personId, clientId, content, createdAt: now, changedAt: now },
      });
      return { result: { version: 1 }, audit: [] };
    }
    const same = kept.clientId === clientId && isDeepStrictEqual(kept.content, content);
    if (same) return { result: { version: kept.version }, audit: [] };
    if (kept.version !== input.version)
      throw conflict(
        "This draft was changed in another window since. What stands here is not kept, so that nothing there is lost.",
      );
    const version = kept.version + 1;
    await tx.requestDraft.update({
      where: { id: kept.id },
      data: { clientId, content, version, changedAt: now },
    });
    return { result: { version }, audit: [] };
  },
});
