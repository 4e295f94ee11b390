import { z } from "zod";
import { recorded } from "@/lib/audit/difference";
import { type Actor, may } from "@/lib/auth/actor";
import { checkCustodian, lockClient, refuseEnded } from "@/lib/clients/lock";
import { command } from "@/lib/command";
import type { Tx } from "@/lib/db";
import { conflict, invalidInput } from "@/lib/errors";
import { id, line, optional } from "@/lib/input";
import { parseAccountId } from "@/lib/platforms/account-id";
import { idRulesOf } from "@/lib/platforms/asset-type-rules";
import { AssetOwner } from "@/prisma/generated/enums";

/**
 * Registers an account of a client, or a manager account of the studio's own (without a client). The account id is
 * read in any form and kept in the platform's normal one. An account of the same client that had ended is taken up
 * again. Gives the id. Raises invalid_input with the platform's own reason for an id that cannot be, conflict when
 * the account is registered already.
 */
export const addAsset = command({
  name: "clients.add-asset",
  permission: "clients.write",
  input: z.strictObject({
    clientId: optional(id()),
    platformId: line(80),
    type: line(80),
    accountId: line(500),
    name: line(160),
    ownedBy: z.enum(AssetOwner).default("client"),
    custodianId: optional(id()),
    contactCustodianId: optional(id()),
  }),
  target: async (tx, input) => ({
    client: input.clientId ? await lockClient(tx, input.clientId) : null,
  }),
  allow: () => true,
  async change({ tx, actor, input, target }) {
    if (input.clientId && !target.client) {
      throw invalidInput("Choose a client from the list.", { clientId: ["Choose one from the list."] });
    }
    if (target.client) refuseEnded(target.client, target.client.name);
    const externalId = await readId(tx, input);
    const known = await findKnown(tx, actor, { ...input, externalId });
    await checkCustodian(tx, input);
    const { accountId, ...fields } = input;
    const by = actor.personId;
    const { id: assetId } = known
      ? await tx.asset.update({
          where: { id: known },
          data: { ...fields, endedAt: null, endedById: null, updatedById: by },
          select: { id: true },
        })
      : await tx.asset.create({
          data: { ...fields, externalId, createdById: by, updatedById: by },
          select: { id: true },
        });
    return {
      result: { id: assetId, name: input.name },
      audit: [
        {
          objectType: "asset",
          objectId: assetId,
          objectName: input.name,
          clientId: input.clientId,
          after: recorded({ ...fields, externalId }),
        },
      ],
    };
  },
});

async function readId(
  tx: Tx,
  input: { platformId: string; type: string; accountId: string },
): Promise<string> {
  const type = await tx.platformAssetType.findFirst({
    where: { platformId: input.platformId, type: input.type, platform: { retiredAt: null } },
  });
  if (!type)
    throw invalidInput("Choose a platform and a kind of account.", { type: ["Choose one from the list."] });
  const read = parseAccountId(idRulesOf(type), input.accountId);
  if (!read.ok) throw invalidInput(read.reason, { accountId: [read.reason] });
  return read.normal;
}

/** The same client's ended account under this id; raises conflict for one that is registered. */
async function findKnown(
  tx: Tx,
  actor: Actor,
  wanted: { platformId: string; type: string; externalId: string; clientId: string | null },
): Promise<string | null> {
  const { platformId, type, externalId } = wanted;
  const same = await tx.asset.findUnique({
    where: { platformId_type_externalId: { platformId, type, externalId } },
    select: { id: true, name: true, clientId: true, endedAt: true, client: { select: { name: true } } },
  });
  if (!same) return null;
  if (same.endedAt && same.clientId === wanted.clientId) return same.id;
  const whose = same.client ? `${same.client.name}’s` : "the studio’s own";
  throw conflict(
    may(actor, "clients.read")
      ? `This account is registered already, as ${whose} ${same.name}${same.endedAt ? " (ended)" : ""}. Open that one.`
      : "This account is registered already. Ask the security lead whose it is.",
  );
}
