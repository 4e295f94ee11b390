import { beforeEach, describe, expect, test, vi } from "vitest";
import { beginLinkPassword } from "@/lib/accounts/begin-link-password";
import { inviteMember } from "@/lib/accounts/invite-member";
import { setPassword } from "@/lib/accounts/set-password";
import { type Actor, systemActor } from "@/lib/auth/actor";
import { verifyPassword } from "@/lib/auth/password";
import { db } from "@/lib/db";
import { limits } from "@/lib/throttle";
import { door, join, sessionOf, signedIn, tokenOf } from "@/tests/support/accounts";
import { PASSWORD } from "@/tests/support/door";
import { refused } from "@/tests/support/outcomes";
import { confirmed, prove } from "@/tests/support/proof";

const OTHER = "seven lamps in the cold barn";

/** What happens in the world while a password is hashed, and how many transactions were waiting for it. */
const hashing = vi.hoisted(() => ({ meanwhile: async () => {}, waiting: [] as number[] }));
vi.mock("@/lib/auth/password", async (original) => {
  const real = await original<typeof import("@/lib/auth/password")>();
  return {
    ...real,
    hashPassword: async (password: string) => {
      const { db: outside } = await import("@/lib/db");
      const [row] = await outside.$queryRaw<{ many: number }[]>`
        SELECT count(*)::int AS many FROM pg_stat_activity
        WHERE datname = current_database() AND state LIKE 'idle in transaction%'`;
      hashing.waiting.push(row?.many ?? -1);
      await hashing.meanwhile();
      return real.hashPassword(password);
    },
  };
});

const operator = systemActor("operator");
const invited = async () => {
  const email = `mia-${crypto.randomUUID().slice(0, 8)}@studio.example`;
  return tokenOf((await inviteMember(operator, { name: "Mia Falk", email, roles: ["staff"] })).link);
};

let me: Actor;
beforeEach(async () => {
  me = await signedIn(await sessionOf((await join(await invited())).ticket));
  hashing.meanwhile = async () => {};
  hashing.waiting.length = 0;
});

describe("a password of one's own", () => {
  test("is hashed while no transaction waits, also when it is changed", async () => {
    await confirmed(setPassword, me, { password: PASSWORD });
    await confirmed(setPassword, me, { password: OTHER, current: PASSWORD });
    expect(hashing.waiting).toEqual([0, 0]);
  });

  test("is not changed by a present one that was changed while it was hashed", async () => {
    const accountId = me.accountId ?? "";
    await confirmed(setPassword, me, { password: PASSWORD });
    const { hash } = await db.password.findUniqueOrThrow({ where: { accountId } });
    await prove(me, setPassword, { password: OTHER, current: PASSWORD });
    // The same password, hashed anew: even that is not what was compared.
    const anew = await (await import("@node-rs/argon2")).hash(PASSWORD);
    hashing.meanwhile = async () => {
      await db.password.update({ where: { accountId }, data: { hash: anew } });
    };
    const wrong = await refused(setPassword(me, { password: OTHER, current: PASSWORD }), "invalid_input");
    expect(wrong.fields.current).toHaveLength(1);
    const now = await db.password.findUniqueOrThrow({ where: { accountId } });
    expect(now.hash).not.toBe(hash);
    expect(await verifyPassword(now.hash, PASSWORD)).toBe(true);
  });

  test("is counted for the account before it is hashed", async () => {
    const { tries } = limits["new-password.account"];
    const key = `new-password.account:${(await import("@/lib/crypto")).sha256Hex(me.accountId ?? "")}`;
    const expire = BigInt(Date.now() + 600_000);
    await db.rateLimit.create({ data: { key, points: tries, expire } });
    await refused(setPassword(me, { password: PASSWORD }), "conflict", /Too many tries/);
    expect(hashing.waiting).toEqual([]);
  });
});

describe("a password at an invitation", () => {
  test("is hashed while no transaction waits, and the link is looked at again after it", async () => {
    const token = await invited();
    await beginLinkPassword(door, { token, password: PASSWORD });
    expect(hashing.waiting).toEqual([0]);
    hashing.meanwhile = async () => {
      await db.$executeRaw`UPDATE "OneTimeLink" SET "withdrawnAt" = now() WHERE "consumedAt" IS NULL`;
    };
    await db.linkEnrolment.deleteMany();
    await refused(beginLinkPassword(door, { token, password: PASSWORD }), "forbidden", /withdrawn/);
    expect(await db.linkEnrolment.count()).toBe(0);
  });

  test("of a link that is no good is not hashed", async () => {
    await refused(beginLinkPassword(door, { token: "made up", password: PASSWORD }), "forbidden");
    expect(hashing.waiting).toEqual([]);
  });
});
