import { Secret, TOTP } from "otpauth";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { takeTotp } from "@/lib/accounts/take-totp";
import { makeTotpSecret, sealTotpSecret } from "@/lib/auth/totp";
import { db } from "@/lib/db";
import { firstOwner } from "@/tests/support/accounts";

const now = new Date("2026-11-24T10:00:01Z");
let accountId: string;
let secret: Uint8Array<ArrayBuffer>;

beforeAll(async () => {
  const { actor } = await firstOwner();
  accountId = actor.accountId ?? "";
});

beforeEach(async () => {
  secret = makeTotpSecret();
  await db.totp.deleteMany();
  await db.totp.create({
    data: {
      accountId,
      name: "Phone",
      secret: sealTotpSecret(secret, accountId),
      source: "own",
      expiresAt: now,
      activeAt: now,
    },
  });
});

const codeAt = (seconds: number) =>
  new TOTP({ secret: new Secret({ buffer: secret.slice().buffer }) }).generate({
    timestamp: now.getTime() + seconds * 1000,
  });
const take = (code: string) => db.$transaction((tx) => takeTotp(tx, accountId, code, now));

test("a code of this step or the one before is taken; one of another time is not", async () => {
  expect(await take(codeAt(-60))).toBeNull();
  expect(await take(codeAt(30))).toBeNull();
  expect(await take(codeAt(-30))).toMatchObject({ name: "Phone" });
  expect(await take(codeAt(0))).toMatchObject({ name: "Phone" });
});

test("none counts twice, nor an older one after a newer one", async () => {
  expect(await take(codeAt(0))).not.toBeNull();
  expect(await take(codeAt(0))).toBeNull();
  expect(await take(codeAt(-30))).toBeNull();
});

test("of fifty at once one is taken", async () => {
  const taken = await Promise.all(Array.from({ length: 50 }, () => take(codeAt(0))));
  expect(taken.filter((one) => one !== null)).toHaveLength(1);
}, 60_000);

test("an app that was never confirmed, or was removed, gives nothing", async () => {
  await db.totp.updateMany({ data: { activeAt: null } });
  expect(await take(codeAt(0))).toBeNull();
  await db.totp.updateMany({ data: { activeAt: now, removedAt: now } });
  expect(await take(codeAt(0))).toBeNull();
});
