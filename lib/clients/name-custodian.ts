import { z } from "zod";
import { checkCustodian, lockAsset, refuseEnded } from "@/lib/clients/lock";
import { command } from "@/lib/command";
import { conflict, invalidInput } from "@/lib/errors";
import { id } from "@/lib/input";

/**
 * Names somebody of the studio as the custodian of an account that has none. Raises conflict when the account has
 * ended or has another custodian already, invalid_input for somebody who cannot be one.
 */
export const nameCustodian = command({
  name: "clients.name-custodian",
  permission: "clients.write",
  input: z.strictObject({ assetId: id(), custodianId: id() }),
  target: (tx, input) => lockAsset(tx, input.assetId),
  allow: () => true,
  async change({ tx, actor, input: { custodianId }, target: asset }) {
    refuseEnded(asset, asset.name);
    const result = { id: asset.id, name: asset.name };
    if (asset.custodianId === custodianId) return { result, audit: [] };
    if (asset.custodianId || asset.contactCustodianId)
      throw conflict(`${asset.name} has a custodian by now. Reload the page to see who it is.`);
    await checkCustodian(tx, { ...asset, custodianId });
    if ((await tx.person.count({ where: { id: custodianId, accessEndsAt: { not: null } } })) > 0) {
      const sentence = "This person is leaving. Choose somebody who stays.";
      throw invalidInput(sentence, { custodianId: [sentence] });
    }
    await tx.asset.update({
      where: { id: asset.id },
      data: { custodianId, updatedById: actor.personId },
    });
    return {
      result,
      audit: [
        {
          objectType: "asset",
          objectId: asset.id,
          objectName: asset.name,
          clientId: asset.clientId,
          before: { custodianId: null },
          after: { custodianId },
        },
      ],
    };
  },
});
