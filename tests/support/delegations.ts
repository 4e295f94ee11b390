import { randomBytes } from "node:crypto";
import { db } from "@/lib/db";
import { makeDelegation } from "@/lib/delegations/make-delegation";
import { asNow } from "./as-now";
import { confirmed } from "./proof";
import type { Name, World } from "./world";

/** A passkey of somebody, so that they can confirm what they approve. */
export async function givePasskey({ accountId }: { accountId: string }): Promise<void> {
  const bytes = () => randomBytes(32).toString("base64url");
  await db.passkey.create({
    data: {
      accountId,
      credentialId: bytes(),
      publicKey: new Uint8Array(randomBytes(77)),
      signCount: 0,
      transports: ["internal"],
      aaguid: "00000000-0000-0000-0000-000000000000",
      backupEligible: false,
      backedUp: false,
      name: "Laptop",
    },
  });
}

/** The day in so many days, as a form sends it. */
export const dayIn = (days: number): string =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** Hands the deciding of one of the cast to another one, from now on. */
export async function handOn(world: World, from: Name, to: Name, days = 10): Promise<string> {
  const input = {
    delegateId: world.people[to].personId,
    until: dayIn(days),
    reason: "Two weeks in the mountains",
  };
  const { id } = await confirmed(makeDelegation, await asNow(world, from), input);
  return id;
}

/** Takes all delegations away, as if there had never been one: they are never deleted, so they end. */
export async function endDelegations(): Promise<void> {
  await db.delegation.updateMany({
    where: { endedAt: null },
    data: { endedAt: new Date(), endedBecause: "ended" },
  });
}
