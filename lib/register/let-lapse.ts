import { z } from "zod";
import { command } from "@/lib/command";
import { conflict } from "@/lib/errors";
import { id } from "@/lib/input";
import { grantEntry, lockGrants } from "@/lib/register/lock-grants";
import { isWanted } from "@/lib/register/rules/grant-life";
import { canLetLapse } from "@/lib/register/rules/who-may";

/**
 * Says that access may lapse at its end: no reminder comes any more. It is an answer, not an end: an extension that
 * is approved later takes it back. Raises conflict for access without an end, or that is being taken back.
 */
export const letLapse = command({
  name: "register.let-lapse",
  permission: "own.give-back",
  input: z.strictObject({ grantId: id() }),
  target: async (tx, { grantId }) => (await lockGrants(tx, [grantId]))[0] ?? null,
  allow: ({ actor, target }) => canLetLapse(actor, target),
  async change({ tx, actor, target: grant, now }) {
    if (!isWanted(grant.state) || !grant.endsAt) {
      throw conflict("This access is being taken back already, or it has no end.");
    }
    await tx.$executeRaw`
      UPDATE "Grant" SET "lapsesSince" = ${now}::timestamptz, "lapsesById" = ${actor.personId}::uuid
      WHERE id = ${grant.id}::uuid AND "lapsesSince" IS NULL`;
    return {
      result: { assetName: grant.assetName },
      audit: [grantEntry(grant, { after: { lapses: grant.endsAt.toISOString() } })],
    };
  },
});
