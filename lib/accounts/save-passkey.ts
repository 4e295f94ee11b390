import type { MadePasskey } from "@/lib/auth/verify-passkey";
import type { Tx } from "@/lib/db";
import type { FactorSource } from "@/prisma/generated/enums";

/** Writes a verified passkey. Its credential id is unique among all; a second one is a conflict. */
export async function savePasskey(
  tx: Tx,
  accountId: string,
  name: string,
  made: MadePasskey,
  source: FactorSource,
  discoverable = true,
): Promise<{ id: string; name: string }> {
  return tx.passkey.create({
    data: { accountId, name, source, discoverable, ...made },
    select: { id: true, name: true },
  });
}
