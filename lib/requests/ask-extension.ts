import { z } from "zod";
import { command } from "@/lib/command";
import { conflict, invalidInput } from "@/lib/errors";
import { checkbox, id, paragraph } from "@/lib/input";
import { roleNames } from "@/lib/platforms/explain-role";
import { WORK, type WorkKey } from "@/lib/platforms/work";
import { end } from "@/lib/register/input";
import { isWanted } from "@/lib/register/rules/grant-life";
import { askForAccess } from "@/lib/requests/ask-for-access";
import { readToExtend, type ToExtend } from "@/lib/requests/read-to-extend";
import { engagementEnd } from "@/lib/requests/rules/ends";
import { extendedEnd, forLess } from "@/lib/requests/rules/extension";
import { canAskFor } from "@/lib/requests/rules/who-may";
import { workInWords } from "@/lib/requests/rules/words";

const workKeys = WORK.map((work) => work.key);

/**
 * Asks to keep access longer that somebody holds, with a new reason, decided like any other request. What came by a
 * request is asked for the same work and in the same roles. What came otherwise is asked by the work that is named now,
 * in the smallest roles for it, unless the present ones are to stay: then that is more than the smallest. Without a day
 * it is asked for as long again as it was given, or until the engagement ends.
 *
 * Raises conflict for access that is being taken back or has no end; invalid_input where it is not known what it is
 * for, and nobody says so; what `askForAccess` raises.
 */
export const askExtension = command({
  name: "requests.ask-extension",
  permission: "requests.ask",
  input: z.strictObject({
    grantId: id(),
    until: end().optional(),
    reason: paragraph(),
    /** What it is for: asked where it came by no request. */
    work: z.array(z.enum(workKeys, "Choose from the list.")).min(1, "Say what it is for.").optional(),
    /** The present roles stay, though smaller ones do the work. */
    keepRole: checkbox(),
  }),
  target: (tx, { grantId }) => readToExtend(tx, grantId),
  allow: ({ actor, target }) => canAskFor(actor, [target.personId]),
  async change({ tx, actor, input, target, now }) {
    const { clientId, assetName, engagement, personId, assetId, asked } = target;
    if (!isWanted(target.state) || !target.endsAt) {
      throw conflict("This access is being taken back or has no end. Ask for it anew if it is needed.");
    }
    if (!clientId) throw conflict(`${assetName} belongs to no client. Ask the security lead.`);
    const over = engagement ? engagementEnd({ ...engagement, endedAt: null }) : null;
    const until = input.until ?? extendedEnd({ ...target, endsAt: target.endsAt }, over, now);
    if (until <= target.endsAt) {
      const sentence = "It lasts until then already. Choose a later day.";
      throw invalidInput(sentence, { until: [sentence] });
    }
    const work = asked?.work ?? workNow(target, input.work);
    const keeps = asked !== null || input.keepRole || forLess(target, work) === null;
    const more = {
      assetId,
      roleIds: target.roles.map((role) => role.id),
      reason: asked?.aboveReason ?? input.reason,
    };
    // The audit has it as a request, like any other.
    const result = await askForAccess.within(tx, actor, {
      clientId,
      ...(engagement ? { engagementId: engagement.id } : {}),
      assetIds: [assetId],
      personIds: [personId],
      work,
      until,
      reason: input.reason,
      extendsId: input.grantId,
      ...(keeps ? { more: [more] } : {}),
    });
    return { result, audit: [] };
  },
});

/** What access is for that came by no request: only its holder, or who asks for them, can say. */
function workNow({ doable, roles }: ToExtend, said: readonly WorkKey[] | undefined): WorkKey[] {
  if (doable.length === 0)
    throw conflict("What this access is for is not known. Ask for it anew, by what has to be done.");
  if (!said) throw invalidInput("Say what this access is for.", { work: ["Say what it is for."] });
  const beyond = said.filter((key) => !doable.includes(key));
  if (beyond.length > 0) {
    const sentence = `${roleNames(roles)} does not ${workInWords(beyond)} today. Ask for that anew.`;
    throw invalidInput(sentence, { work: [sentence] });
  }
  return [...said];
}
