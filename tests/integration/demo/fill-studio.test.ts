import { beforeAll, describe, expect, test } from "vitest";
import { verifyChain } from "@/lib/audit/verify-chain";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { parseAccountId } from "@/lib/platforms/account-id";
import { findAssetType, findPlatform } from "@/lib/platforms/catalogue";
import { loadCatalogue } from "@/lib/platforms/load-catalogue";
import { fillClosings } from "@/scripts/demo/fill-closings";
import { fillStays } from "@/scripts/demo/fill-stays";
import { fillStudio } from "@/scripts/demo/fill-studio";
import { DEMO_SETTING } from "@/scripts/demo/is-demo";
import { makeStudio } from "@/scripts/demo/make-studio";

const now = new Date("2026-11-24T09:30:00Z");
const demo = systemActor("demo");

describe("the demo studio", () => {
  beforeAll(async () => {
    await loadCatalogue(systemActor("catalogue"), {});
    await fillStudio(demo, { now });
  });

  test("has what it promises", async () => {
    const live = await db.grant.count({ where: { closedAt: null } });
    const past = await db.grant.count({ where: { NOT: { closedAt: null } } });
    const platforms = await db.asset.groupBy({ by: ["platformId"] });
    expect(await db.person.count()).toBe(51);
    expect(await db.client.count()).toBe(34);
    expect(platforms).toHaveLength(12);
    expect(await db.asset.count()).toBeGreaterThanOrEqual(140);
    expect(await db.asset.count()).toBeLessThanOrEqual(165);
    expect(live).toBeGreaterThanOrEqual(600);
    expect(live).toBeLessThanOrEqual(640);
    expect(past).toBeGreaterThan(200);
  });

  test("has no account: nobody can sign in who was not invited", async () => {
    expect(await db.account.count()).toBe(0);
    const links = await db.oneTimeLink.findMany();
    expect(links.filter(({ kind, contactId }) => kind !== "invite" || contactId === null)).toEqual([]);
  });

  test("has a request that waits for its client, of whom somebody is invited", async () => {
    const waiting = await db.requestItem.findMany({
      where: { state: "waiting", policyOutcome: "security_lead_and_client" },
      select: {
        request: {
          select: { client: { select: { contacts: { select: { links: { select: { id: true } } } } } } },
        },
      },
    });
    expect(waiting.length).toBeGreaterThan(0);
    for (const { request } of waiting)
      expect(request.client.contacts.flatMap((contact) => contact.links)).not.toEqual([]);
    const approved = await db.requestItem.count({
      where: { policyOutcome: "security_lead_and_client", state: { in: ["approved", "lowered"] } },
    });
    expect(await db.clientAnswer.count()).toBe(approved);
  });

  test("has the cast of the tests with the same jobs", async () => {
    const titles = await db.person.findMany({
      where: { name: { in: ["Aoife Raman", "Ingrid Dahl", "Sara Rossi", "Erik Levy", "Tariq Haddad"] } },
      select: { name: true, title: true },
      orderBy: { name: "asc" },
    });
    expect(titles.map(({ name, title }) => `${name}: ${title}`)).toEqual([
      "Aoife Raman: Managing Director",
      "Erik Levy: PPC Manager",
      "Ingrid Dahl: IT & Security Lead",
      "Sara Rossi: Head of People",
      "Tariq Haddad: Media Buyer",
    ]);
  });

  test("has account ids that the catalogue accepts as they are", async () => {
    for (const { platformId, type, externalId } of await db.asset.findMany()) {
      const platform = findPlatform(platformId);
      const assetType = platform && findAssetType(platform, type);
      expect(assetType && parseAccountId(assetType, externalId)).toMatchObject({ normal: externalId });
    }
  });

  test("has something of everything that the screens show", async () => {
    const undone = { in: ["open", "invited", "waiting_for_platform"] as const };
    const counts = {
      waiting: await db.requestItem.count({ where: { state: "waiting" } }),
      above: await db.requestItem.count({ where: { state: "waiting", aboveSmallest: true } }),
      departures: await db.departure.count(),
      looksOpen: await db.task.count({ where: { kind: "look", state: "open" } }),
      looksDone: await db.task.count({ where: { kind: "look", state: { in: ["attested", "verified"] } } }),
      overdue: await db.task.count({ where: { state: { in: [...undone.in] }, dueAt: { lt: now } } }),
      toGrant: await db.grant.count({ where: { state: "to_grant" } }),
      invited: await db.grant.count({ where: { state: "invited" } }),
      atThePlatform: await db.grant.count({ where: { state: "waiting_for_platform" } }),
      expired: await db.grant.count({ where: { closedAt: null, endsAt: { lt: now } } }),
      findings: await db.finding.count({ where: { resolvedAt: null } }),
      sharedLogins: await db.identity.count({ where: { shared: true } }),
      robots: await db.robot.count(),
      withoutDpa: await db.engagement.count({ where: { dpaRef: null } }),
      neverProved: await db.grant.count({ where: { closedAt: null, proof: null } }),
    };
    for (const [name, count] of Object.entries(counts)) expect(count, name).toBeGreaterThan(0);
    expect(counts.departures).toBe(7);
    const [manager] = await db.asset.findMany({
      where: { type: "manager_account" },
      include: { below: true },
    });
    expect(manager?.below).toHaveLength(14);
  });

  test("has told the lead and the owner of the requests, and only what waits is new", async () => {
    const waiting = await db.accessRequest.count({ where: { closedAt: null } });
    const told = await db.notification.findMany({ include: { person: true } });
    const ofRequests = told.filter(({ kind }) => kind === "request.to-decide");
    expect(new Set(ofRequests.map(({ person }) => person?.name))).toEqual(
      new Set(["Aoife Raman", "Ingrid Dahl"]),
    );
    const unread = ofRequests.filter(
      ({ readAt, person }) => readAt === null && person?.name === "Ingrid Dahl",
    );
    expect(unread).toHaveLength(waiting);
    expect(told.every(({ mail }) => mail === "none")).toBe(true);
  });

  test("has a change of role that waits, with all four kinds of line", async () => {
    const move = await db.move.findFirstOrThrow({
      where: { state: "waiting" },
      include: { lines: true, person: true },
    });
    expect([move.state, move.person.name]).toEqual(["waiting", "Ben Nowak"]);
    const verdicts = new Set(move.lines.map((line) => line.verdict));
    expect(verdicts).toEqual(new Set(["keep", "lower", "take_away", "propose"]));
  });

  test("has a list of people of the folder that waits for review: somebody new, another title, a last day", async () => {
    const run = await db.importRun.findFirstOrThrow({ include: { file: true } });
    expect(run).toMatchObject({ state: "review", unmapped: false, file: { refusal: null } });
    expect(run.counts).toMatchObject({
      new: 1,
      changed: 2,
      questions: 0,
      refused: 0,
      writes: { people: 1, departures: 1, moves: 1 },
    });
  });

  test("keeps for each grant a path that ends where the grant is", async () => {
    const wrong = await db.$queryRaw`
      SELECT g.id, g.state, t.state AS "last" FROM "Grant" g
      LEFT JOIN LATERAL (SELECT state FROM "GrantTransition" t WHERE t."grantId" = g.id
        ORDER BY t.at DESC, t.id DESC LIMIT 1) t ON true
      WHERE t.state IS DISTINCT FROM g.state`;
    expect(wrong).toEqual([]);
    const unknownSteps = await db.$queryRaw`
      SELECT * FROM (SELECT "grantId", state AS "to", lag(state) OVER (PARTITION BY "grantId" ORDER BY at, id) AS "from"
        FROM "GrantTransition") s
      WHERE s."from" IS NOT NULL AND s."from" <> s."to"
        AND NOT EXISTS (SELECT 1 FROM "GrantStep" g WHERE g."from" = s."from" AND g."to" = s."to")`;
    expect(unknownSteps).toEqual([]);
  });

  test("has nothing in the future that has happened, and no end beyond its engagement", async () => {
    const late = await db.$queryRaw`
      SELECT id FROM "GrantTransition" WHERE at > ${now}::timestamptz
      UNION ALL SELECT id FROM "Evidence" WHERE "createdAt" > ${now}::timestamptz`;
    const beyond = await db.$queryRaw`
      SELECT g.id FROM "Grant" g JOIN "Engagement" e ON e.id = g."engagementId"
      WHERE g."closedAt" IS NULL AND g."endsAt" >= e."endsOn" + 1`;
    expect(late).toEqual([]);
    expect(beyond).toEqual([]);
  });

  test("leaves an audit log that is whole, with an event for each object", async () => {
    const report = await verifyChain(db);
    expect(report.whole).toBe(true);
    const grants = await db.auditEvent.count({ where: { action: "demo.fill-studio", objectType: "grant" } });
    expect(grants).toBe(await db.grant.count());
  });

  test("is not added twice", async () => {
    const events = await db.auditEvent.count();
    expect(await fillStudio(demo, { now })).toBeNull();
    expect(await db.person.count()).toBe(51);
    expect(await db.auditEvent.count()).toBe(events);
  });

  test("is not added to a database that is somebody's own", async () => {
    await db.setting.deleteMany();
    const events = await db.auditEvent.count();
    await expect(fillStudio(demo, { now })).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("not empty"),
    });
    expect(await db.person.count()).toBe(51);
    expect(await db.auditEvent.count()).toBe(events);
  });

  test("is the same studio each time: the rows are those that the generator gives for this moment", async () => {
    const roles = await db.platformRole.findMany({ select: { id: true, platformId: true, key: true } });
    const rows = makeStudio(now, roles);
    const byId = <Row extends { id: string }>(list: readonly Row[]) =>
      [...list].sort((a, b) => (a.id < b.id ? -1 : 1));
    expect(await db.grant.findMany({ orderBy: { id: "asc" } })).toEqual(byId(rows.grants));
    expect(await db.grantTransition.findMany({ orderBy: { id: "asc" } })).toEqual(byId(rows.transitions));
    expect(await db.requestItem.findMany({ orderBy: { id: "asc" } })).toEqual(byId(rows.items));
    const tasks = await db.task.findMany({ orderBy: { number: "asc" } });
    expect(tasks.map((task) => task.id)).toEqual(rows.tasks.map((task) => task.id));
  });

  test("has people who left with their certificates, and absences in every state", async () => {
    await db.setting.create({ data: { key: DEMO_SETTING, value: true } });
    expect(await fillStays(demo, {})).toEqual({ filled: true });
    expect(await fillStays(demo, {})).toEqual({ filled: false });
    const certified = await db.departure.findMany({ where: { NOT: { certifiedAt: null } } });
    expect(certified).toHaveLength(3);
    expect(certified.filter(({ lateBecause }) => lateBecause)).toHaveLength(1);
    const absences = await db.absence.findMany({ include: { keys: true } });
    expect(absences.map(({ begunAt, outcome }) => `${begunAt !== null} ${outcome}`).sort()).toEqual([
      "false null",
      "true null",
      "true returned",
    ]);
    const back = absences.find(({ outcome }) => outcome === "returned");
    expect(back?.keys.filter(({ answer }) => answer === "needed").length).toBeGreaterThan(0);
    expect(back?.keys.filter(({ answer }) => answer === null).length).toBeGreaterThan(2);
    expect(await db.legalHold.count()).toBe(1);
  });

  test("has a change of role that is carried out, with every line decided by the manager", async () => {
    const move = await db.move.findFirstOrThrow({
      where: { state: "done" },
      include: { lines: true, person: true },
    });
    expect(move.person).toMatchObject({ name: "Camille Lefèvre", title: "SEO Specialist" });
    expect(move.lines.length).toBeGreaterThan(1);
    expect(move.lines.every((line) => line.decidedById === move.person.managerId && !line.fellBack)).toBe(
      true,
    );
    expect(await db.task.count({ where: { cause: "role_change", causeId: move.id } })).toBeGreaterThan(0);
  });

  test("has one client whose work ends, and one that is closed out with a certificate", async () => {
    expect(await fillClosings(demo, {})).toEqual({ filled: true });
    expect(await fillClosings(demo, {})).toEqual({ filled: false });
    expect(await db.closing.count({ where: { certifiedAt: null } })).toBe(1);
    expect(await db.certificate.count({ where: { closingId: { not: null } } })).toBe(1);
  });
});
