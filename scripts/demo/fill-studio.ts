import { z } from "zod";
import { command } from "@/lib/command";
import { conflict } from "@/lib/errors";
import { auditOf } from "./audit-of";
import { fillFolder } from "./fill-folder";
import { fillHeld } from "./fill-held";
import { fillScim, scimCalls } from "./fill-scim";
import { fillTold } from "./fill-told";
import { insertRows } from "./insert-rows";
import { DEMO_SETTING, isDemo } from "./is-demo";
import { makeStudio } from "./make-studio";
import { proposeDemoMove } from "./propose-demo-move";

/** What the demo studio has, in numbers. */
export type Filled = { people: number; clients: number; platforms: number; assets: number; grants: number };

/**
 * Fills an empty database with the demo studio, in one transaction and a few dozen statements, as
 * `systemActor("demo")`. Dates lie around `now`. Gives null when the database has the demo studio already; raises
 * conflict when it has anything else. Makes no account: nobody can sign in who was not invited,
 * and of the invitations in it nobody has the link.
 */
export const fillStudio = command({
  name: "demo.fill-studio",
  permission: "demo.fill",
  timeoutMs: 120_000,
  input: z.strictObject({ now: z.date().optional() }),
  // Two servers may start at once.
  async target(tx) {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('keyholder.demo', 0))`;
    const [found] = await tx.$queryRaw<{ empty: boolean }[]>`
      SELECT NOT (EXISTS (SELECT 1 FROM "Person") OR EXISTS (SELECT 1 FROM "Client")
        OR EXISTS (SELECT 1 FROM "Asset") OR EXISTS (SELECT 1 FROM "ImportRun")) AS empty`;
    return { empty: found?.empty ?? false, demo: await isDemo(tx) };
  },
  allow: ({ actor }) =>
    actor.system !== null || "The demo studio is added by Keyholder itself, when it starts.",
  async change({ tx, actor, input, target, now }) {
    if (target.demo) return { result: null, audit: [] };
    if (!target.empty)
      throw conflict(
        "This database is not empty, so the demo studio was not added and nothing was changed: start without --demo, or choose an empty KEYHOLDER_DATA_DIR or DATABASE_URL.",
      );
    const roles = await tx.platformRole.findMany({ select: { id: true, platformId: true, key: true } });
    const rows = makeStudio(input.now ?? now, roles);
    await insertRows(tx, rows);
    await fillTold(tx);
    await fillHeld(tx, input.now ?? now);
    await fillScim(tx, input.now ?? now);
    await proposeDemoMove(tx, actor, rows, now);
    await fillFolder(tx, actor, now);
    await tx.setting.create({ data: { key: DEMO_SETTING, value: true } });
    const result: Filled = {
      people: rows.people.length,
      clients: rows.clients.length,
      platforms: new Set(rows.assets.map((row) => row.platformId)).size,
      assets: rows.assets.length,
      grants: rows.grants.filter((row) => row.closedAt === null).length,
    };
    return {
      result,
      audit: [...(await auditOf(tx, rows)), ...(await scimCalls(tx))],
      // What conflicts in it is found as everywhere, at once.
      jobs: [{ kind: "register.find-conflicts", data: {} }],
    };
  },
});
