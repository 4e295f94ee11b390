import { beforeAll, beforeEach, expect, test } from "vitest";
import { confirmRecoveryCodes, makeRecoveryCodes, takeRecoveryCode } from "@/lib/accounts/recovery-codes";
import { sha256 } from "@/lib/crypto";
import { db } from "@/lib/db";
import { firstOwner } from "@/tests/support/accounts";

let accountId: string;
let codes: string[];

beforeAll(async () => {
  const { actor } = await firstOwner();
  accountId = actor.accountId ?? "";
});

beforeEach(async () => {
  codes = await db.$transaction((tx) => makeRecoveryCodes(tx, accountId));
});

const confirm = (typed: string, account = accountId) =>
  db.$transaction((tx) => confirmRecoveryCodes(tx, account, typed));
const take = (typed: string, account = accountId) =>
  db.$transaction((tx) => takeRecoveryCode(tx, account, typed));
const first = () => codes[0] ?? "";

test("ten different codes are made, and only their hashes are kept", async () => {
  expect(new Set(codes).size).toBe(10);
  const rows = await db.recoveryCode.findMany({ where: { accountId, voidedAt: null } });
  expect(rows).toHaveLength(10);
  const hashes = rows.map(({ codeHash }) => Buffer.from(codeHash).toString("hex"));
  expect(hashes.toSorted()).toEqual(
    codes.map((code) => Buffer.from(sha256(code)).toString("hex")).toSorted(),
  );
});

test("none opens anything before the set is confirmed, by one of its own codes", async () => {
  expect(await take(first())).toBeNull();
  expect(await confirm("0000-0000-0000-0000-0000-0000-0000")).toBe(false);
  expect(await confirm("nonsense")).toBe(false);
  expect(await confirm(first().toLowerCase().replaceAll("-", " "))).toBe(true);
  expect(await take(first())).toEqual({ left: 9 });
});

test("a code is taken once, by its own account alone", async () => {
  await confirm(first());
  const stranger = await db.account.create({
    data: {
      roles: ["staff"],
      userHandle: new Uint8Array(64),
      person: { create: { name: "Mia Falk", email: "mia@studio.example" } },
    },
  });
  expect(await take(first(), stranger.id)).toBeNull();
  expect(await take(first())).toEqual({ left: 9 });
  expect(await take(first())).toBeNull();
});

test("of fifty at once one is taken", async () => {
  await confirm(first());
  const taken = await Promise.all(Array.from({ length: 50 }, () => take(first())));
  expect(taken.filter((one) => one !== null)).toEqual([{ left: 9 }]);
}, 60_000);

test("a new set voids the old one at once", async () => {
  await confirm(first());
  const old = first();
  codes = await db.$transaction((tx) => makeRecoveryCodes(tx, accountId));
  expect(await take(old)).toBeNull();
  expect(await confirm(old)).toBe(false);
  expect(await confirm(first())).toBe(true);
  expect(await take(old)).toBeNull();
});
