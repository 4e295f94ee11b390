import { z } from "zod";
import { difference } from "@/lib/audit/difference";
import { checkCustodian, lockAsset, refuseEnded } from "@/lib/clients/lock";
import { command } from "@/lib/command";
import { id, line, optional } from "@/lib/input";
import { AssetOwner } from "@/prisma/generated/enums";

/**
 * Changes an account's name, who owns it and who its custodian is. What it is on the platform never changes.
 * Raises conflict when it has ended, invalid_input for a custodian who cannot be one.
 */
export const editAsset = command({
  name: "clients.edit-asset",
  permission: "clients.write",
  input: z.strictObject({
    assetId: id(),
    name: line(160),
    ownedBy: z.enum(AssetOwner),
    custodianId: optional(id()),
    contactCustodianId: optional(id()),
  }),
  target: (tx, input) => lockAsset(tx, input.assetId),
  allow: () => true,
  async change({ tx, actor, input, target }) {
    refuseEnded(target, target.name);
    const { assetId, ...fields } = input;
    const result = { id: assetId, name: fields.name };
    const { name, ownedBy, custodianId, contactCustodianId, clientId } = target;
    const changed = difference({ name, ownedBy, custodianId, contactCustodianId }, fields);
    if (!changed) return { result, audit: [] };
    await checkCustodian(tx, { clientId, ...fields });
    await tx.asset.update({ where: { id: assetId }, data: { ...fields, updatedById: actor.personId } });
    return {
      result,
      audit: [{ objectType: "asset", objectId: assetId, objectName: fields.name, clientId, ...changed }],
    };
  },
});
