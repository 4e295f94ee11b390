import { z } from "zod";
import { command, noTarget } from "@/lib/command";
import { rotateKey } from "@/lib/signing";

/**
 * Signs certificates with a new key from now on. The public half of the former one stays, so that what it signed can
 * be checked for good; its private half is removed.
 */
export const rotateSigningKey = command({
  name: "lifecycle.rotate-signing-key",
  permission: "signatures.rotate",
  input: z.strictObject({}),
  target: noTarget,
  allow: () => true,
  async change({ tx, actor, now }) {
    const keyId = await rotateKey(tx, { now, byId: actor.personId });
    return {
      result: { keyId },
      audit: [{ objectType: "signing-key", objectId: null, objectName: keyId, after: { current: true } }],
    };
  },
});
