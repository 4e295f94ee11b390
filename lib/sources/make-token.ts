import { addDays } from "date-fns";
import { z } from "zod";
import { command } from "@/lib/command";
import { conflict } from "@/lib/errors";
import { id, wholeNumber } from "@/lib/input";
import { lockSource, refuseEndedSource } from "@/lib/sources/lock-source";
import { newScimToken } from "@/lib/sources/scim/token";

/**
 * Makes a bearer token for a SCIM connection: it is in the answer this once, and nowhere else. Two may live at a time,
 * so that the new one is in place before the old one is revoked. Raises conflict for a third.
 */
export const makeToken = command({
  name: "sources.make-token",
  permission: "sources.write",
  secretResult: true,
  input: z.strictObject({ sourceId: id(), days: wholeNumber(1, 366) }),
  target: (tx, { sourceId }) => lockSource(tx, sourceId),
  confirming: ({ target }) => `make a token with which ${target.name} says who works here`,
  allow: () => true,
  async change({ tx, actor, input, target, now }) {
    refuseEndedSource(target);
    if (target.kind !== "scim") throw conflict(`${target.name} does not speak SCIM, so it has no tokens.`);
    const { token, ...kept } = newScimToken();
    const expiresAt = addDays(now, input.days);
    await tx.scimToken.create({
      data: { ...kept, sourceId: target.id, expiresAt, createdAt: now, createdById: actor.personId },
    });
    return {
      result: { name: target.name, token, prefix: kept.prefix, expiresAt },
      audit: [
        {
          objectType: "source",
          objectId: target.id,
          objectName: target.name,
          after: { token: kept.prefix, expiresAt: expiresAt.toISOString() },
        },
      ],
    };
  },
});
