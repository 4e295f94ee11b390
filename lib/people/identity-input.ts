import { z } from "zod";
import type { Tx } from "@/lib/db";
import { conflict, invalidInput } from "@/lib/errors";
import { line, optional } from "@/lib/input";
import { IdentityKind } from "@/prisma/generated/enums";

/** How a platform knows somebody: an address or a handle, in lower case. */
export const identityFields = {
  address: line(254).transform((text) => text.normalize("NFKC").toLowerCase()),
  kind: z.enum(IdentityKind),
  platformId: optional(line(80)),
};

/** Raises invalid_input for an unknown platform, conflict when a live identity has this address there. */
export async function checkIdentity(
  tx: Tx,
  identity: { address: string; platformId: string | null },
  ownId: string | null,
): Promise<void> {
  if (identity.platformId) {
    const platform = await tx.platform.count({ where: { id: identity.platformId, retiredAt: null } });
    if (platform === 0)
      throw invalidInput("Choose a platform.", { platformId: ["Choose one from the list."] });
  }
  const same = await tx.identity.findFirst({
    where: {
      address: identity.address,
      platformId: identity.platformId,
      endedAt: null,
      ...(ownId ? { id: { not: ownId } } : {}),
    },
    select: { holders: { where: { endedAt: null }, select: { person: { select: { name: true } } } } },
  });
  if (!same) return;
  const names = same.holders.map((holder) => holder.person.name);
  const whose = names.length > 0 ? ` of ${new Intl.ListFormat("en-GB").format(names)}` : "";
  throw conflict(
    `${identity.address} is already an identity${whose}. If several people know its secret, share that one.`,
  );
}
