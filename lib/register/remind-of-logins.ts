import { z } from "zod";
import { listPeopleWhoMay } from "@/lib/accounts/people-who-may";
import { command } from "@/lib/command";
import { notify } from "@/lib/notify";
import { loginLacks } from "@/lib/people/login-rules";
import type { MfaState } from "@/prisma/generated/enums";

const MOST = 1_000;

type Login = {
  id: string;
  address: string;
  mfa: MfaState;
  holders: number;
  plan: { endsOn: string; planBy: string; ownerHere: boolean; ownerId: string } | null;
};

/**
 * Tells those who watch over the register, and who has planned to do away with it, of each shared login that is not in
 * hand: without a plan, or with one whose day, end or owner is gone. Once for what it lacks: until its plan changes
 * the same cause tells nothing. Gives how many. Leaves no event: nothing changes.
 */
export const remindOfLogins = command({
  name: "register.remind-of-logins",
  permission: "register.remind",
  input: z.strictObject({}),
  async target(tx) {
    const watchers = (await listPeopleWhoMay(tx, "register.withdraw")).map(({ personId }) => personId);
    const logins = await tx.$queryRaw<Login[]>`
      SELECT i.id, i.address, i.mfa::text,
        (SELECT count(*)::int FROM "IdentityHolder" h WHERE h."identityId" = i.id AND h."endedAt" IS NULL) AS holders,
        CASE WHEN s."identityId" IS NOT NULL THEN jsonb_build_object('endsOn', s."endsOn", 'planBy', s."planBy",
          'ownerId', o.id, 'ownerHere', o."endedAt" IS NULL AND o."accessEndsAt" IS NULL) END AS plan
      FROM "Identity" i LEFT JOIN "SharedLoginPlan" s ON s."identityId" = i.id
      LEFT JOIN "Person" o ON o.id = s."planOwnerId"
      WHERE i.shared AND i."endedAt" IS NULL ORDER BY i.id LIMIT ${MOST}`;
    return { watchers, logins };
  },
  allow: () => true,
  async change({ tx, target: { watchers, logins }, now }) {
    const notices = logins.flatMap((login) => {
      const plan = login.plan && {
        endsOn: new Date(login.plan.endsOn),
        planBy: new Date(login.plan.planBy),
        ownerHere: login.plan.ownerHere,
      };
      const lacks = loginLacks({ ...login, plan }, now);
      const [worst] = lacks;
      if (!worst) return [];
      const since = login.plan ? ` of ${login.plan.planBy}, ${login.plan.endsOn}` : "";
      return {
        personId: [...watchers, ...(login.plan ? [login.plan.ownerId] : [])],
        kind: "shared-login" as const,
        cause: `login ${login.id}: ${lacks.join(", ")}${since}`,
        subject: `The shared login ${login.address}: ${lacks.join(", ")}`,
        text: "Say why there is one, where its secret is kept, and how and by when it is done away with.",
        href: "/logins" as const,
      };
    });
    return { result: { lacking: notices.length }, jobs: await notify(tx, notices), audit: [] };
  },
});
