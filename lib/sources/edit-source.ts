import { z } from "zod";
import { difference } from "@/lib/audit/difference";
import { command } from "@/lib/command";
import { id, line } from "@/lib/input";
import { addressRanges } from "@/lib/sources/addresses";
import { lockSource, refuseEndedSource, refuseKnownName } from "@/lib/sources/lock-source";

/** Changes an HR system's name, and from where it may call. Raises conflict when it has ended or the name is taken. */
export const editSource = command({
  name: "sources.edit-source",
  permission: "sources.write",
  input: z.strictObject({ sourceId: id(), name: line(60), addresses: addressRanges() }),
  target: (tx, { sourceId }) => lockSource(tx, sourceId),
  confirming: ({ target }) => `change the connection with ${target.name}`,
  allow: () => true,
  async change({ tx, actor, input, target }) {
    refuseEndedSource(target);
    const { sourceId, ...fields } = input;
    const changed = difference({ name: target.name, addresses: target.addresses }, fields);
    const result = { id: sourceId, name: fields.name };
    if (!changed) return { result, audit: [] };
    await refuseKnownName(tx, fields.name, sourceId);
    await tx.hrSource.update({ where: { id: sourceId }, data: { ...fields, updatedById: actor.personId } });
    return {
      result,
      audit: [{ objectType: "source", objectId: sourceId, objectName: fields.name, ...changed }],
    };
  },
});
