import { readFile } from "node:fs/promises";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { inviteMember } from "@/lib/accounts/invite-member";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { answerImport } from "@/lib/imports/answer-import";
import { readImport } from "@/lib/imports/read-import";
import { changeLastMoment } from "@/lib/lifecycle/change-last-moment";
import { startDeparture } from "@/lib/lifecycle/start-departure";
import { applyFile } from "@/lib/sources/apply-file";
import { reportDepartures } from "@/lib/sources/report-departures";
import { departuresAnew } from "@/tests/support/departures-anew";
import { recordActive } from "@/tests/support/grants";
import { refused, twiceAtOnce } from "@/tests/support/outcomes";
import { confirmed } from "@/tests/support/proof";
import { makeWorld, type Name, type World } from "@/tests/support/world";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
beforeEach(async () => {
  await departuresAnew();
  // Each test brings the first file of its own.
  await db.importRun.updateMany({ where: { state: "applied" }, data: { state: "discarded" } });
});

const idOf = (who: Name) => world.people[who].personId;
const lead = () => world.people.ingrid.actor;
const mailOf = (who: Name) =>
  `${world.people[who].name.replace(" ", ".")}@clickelement.example`.toLowerCase();
const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
/** 2026-11-30 as 30.11.2026. */
const german = (iso: string) => iso.split("-").reverse().join(".");

const HEAD = "Vorname;Nachname;Dienstliche E-Mail;Stelle;Austrittsdatum;Status";
const line = (who: Name, { title = "", ends = "", status = "Vollzeit" } = {}) => {
  const [given, family] = world.people[who].name.split(" ");
  return [given, family, mailOf(who), title, ends && german(ends), status].join(";");
};
const bring = (...lines: string[]) =>
  readImport(lead(), { pasted: [HEAD, ...lines].join("\n"), kind: "people" });
const sentences = async (runId: string) =>
  (await db.importRow.findMany({ where: { runId }, orderBy: { rowNumber: "asc" } })).map(
    (row) => row.sentence,
  );
const under = () => db.departure.findMany({ where: { cancelledAt: null }, orderBy: { personId: "asc" } });

describe("a file of people", () => {
  it("shows who leaves before it counts, and starts it when it is applied", async () => {
    const soon = day(20);
    const past = day(-3);
    const { id, counts } = await bring(
      line("tariq", { ends: soon }),
      line("omar", { ends: past, status: "Ausgeschieden" }),
      line("hannah"),
    );
    expect(counts).toMatchObject({ rows: 3, changed: 2, same: 1 });
    const [first, second] = await sentences(id);
    expect(first).toMatch(/^Tariq Haddad leaves on .*everything is due by then\..*last day from none/);
    expect(second).toMatch(/^Omar Rahman has left on .*everything is due at once\./);
    expect(await under()).toEqual([]);

    expect(await applyFile(lead(), { id })).toMatchObject({ state: "applied", started: 2, held: 0 });
    expect(
      await db.departure.findFirst({ where: { personId: idOf("tariq"), cancelledAt: null } }),
    ).toMatchObject({
      kind: "leaves",
      lastMoment: new Date(`${soon}T23:59:59Z`),
      note: "Files of people reported it.",
      startedById: idOf("ingrid"),
    });
    expect((await under()).length).toBe(2);
    expect(await db.session.count({ where: { account: { personId: idOf("omar") }, revokedAt: null } })).toBe(
      0,
    );
    // The same file again says nothing new.
    const again = await bring(
      line("tariq", { ends: soon }),
      line("omar", { ends: past, status: "Ausgeschieden" }),
    );
    expect(again.counts).toMatchObject({ changed: 0, same: 2 });
  });

  it("starts at once what has no day, ends contracts as contracts, and leaves those to come alone", async () => {
    await db.person.updateMany({
      where: { id: { in: [idOf("erik"), idOf("priya")] } },
      data: { kind: "contractor" },
    });
    const { id } = await bring(
      line("omar", { status: "Ausgeschieden" }),
      line("erik", { status: "Ausgeschieden" }),
      line("priya", { ends: day(30), status: "" }),
    );
    expect(await applyFile(lead(), { id })).toMatchObject({ started: 2 });
    expect((await under()).map((each) => [each.personId, each.kind])).toEqual(
      [
        [idOf("omar"), "leaves"],
        [idOf("erik"), "contract_ends"],
      ].toSorted(),
    );
    expect((await db.person.findUnique({ where: { id: idOf("priya") } }))?.endsOn).toEqual(new Date(day(30)));
    await db.person.updateMany({ data: { kind: "employee", endsOn: null } });
  });

  it("asks about who is missing since the file before, and takes no silence for a yes", async () => {
    const first = await bring(line("hannah"), line("omar"), line("tariq"));
    await applyFile(lead(), { id: first.id });
    const { id, counts } = await bring(line("hannah"));
    expect(counts).toMatchObject({ rows: 3, same: 1, questions: 2 });
    expect(await sentences(id)).toContainEqual(
      expect.stringMatching(/^Omar Rahman was in the file before this one/),
    );
    expect(await applyFile(lead(), { id })).toMatchObject({ started: 0, held: 0 });
    await answerImport(lead(), {
      id,
      answers: [
        { key: `missing|${idOf("omar")}`, answer: "left" },
        { key: `missing|${idOf("tariq")}`, answer: "stays" },
      ],
    });
    expect(await under()).toEqual([]);
    expect(await applyFile(lead(), { id })).toMatchObject({ started: 1 });
    expect((await under()).map((each) => each.personId)).toEqual([idOf("omar")]);
  });

  it("of other columns is another list: nobody is missing in it", async () => {
    const first = await bring(line("hannah"), line("omar"));
    await applyFile(lead(), { id: first.id });
    const other = await readImport(lead(), {
      pasted: `Name,Email,Office\nHannah Stone,${mailOf("hannah")},Lisbon`,
      kind: "people",
    });
    expect(other.counts).toMatchObject({ questions: 0 });
  });

  it("moves the last day of a departure that it began, with its due times, and not what a person has moved since", async () => {
    const [grantId = ""] = await recordActive(world, { who: "tariq", asset: "kiteAds", roles: ["Standard"] });
    const apply = async (ends: string) => {
      const { id } = await bring(line("tariq", { ends }));
      const [sentence] = await sentences(id);
      await applyFile(lead(), { id });
      return sentence;
    };
    const standing = async () => {
      const departure = await db.departure.findFirstOrThrow({ where: { cancelledAt: null } });
      const task = await db.task.findFirst({ where: { grants: { some: { grantId } }, state: "open" } });
      return { id: departure.id, lastMoment: departure.lastMoment, dueAt: task?.dueAt ?? null };
    };
    await apply(day(20));
    const before = await standing();
    expect(await apply(day(30))).toMatch(/^Tariq Haddad leaves on .* instead of on .*, and its due times\./);
    const later = await standing();
    expect(later).toMatchObject({ id: before.id, lastMoment: new Date(`${day(30)}T23:59:59Z`) });
    expect(Number(later.dueAt)).toBeGreaterThan(Number(before.dueAt));
    await apply(day(10));
    const nearer = await standing();
    expect(nearer.lastMoment).toEqual(new Date(`${day(10)}T23:59:59Z`));
    expect(Number(nearer.dueAt)).toBeLessThan(Number(before.dueAt));

    await changeLastMoment(lead(), { departureId: before.id, lastMoment: `${day(15)}T12:00:00Z` });
    const same = await bring(line("tariq", { ends: day(10) }));
    expect(same.counts).toMatchObject({ changed: 0, same: 1 });
    expect(await apply("")).toMatch(/gives no last day/);
    expect((await standing()).lastMoment).toEqual(new Date(`${day(15)}T12:00:00Z`));
  });

  it("brings nearer what a person began, and does not put it off", async () => {
    const { departureId } = await startDeparture(lead(), {
      personId: idOf("omar"),
      kind: "leaves",
      lastMoment: `${day(20)}T18:00:00Z`,
    });
    const later = await bring(line("omar", { ends: day(40) }));
    expect((await sentences(later.id))[0]).not.toMatch(/moves/);
    await applyFile(lead(), { id: later.id });
    const moment = async () =>
      (await db.departure.findUniqueOrThrow({ where: { id: departureId } })).lastMoment;
    expect(await moment()).toEqual(new Date(`${day(20)}T18:00:00Z`));
    const { id } = await bring(line("omar", { ends: day(5) }));
    expect((await sentences(id))[0]).toMatch(/^Omar Rahman leaves on .* moves, and its due times/);
    await applyFile(lead(), { id });
    expect(await moment()).toEqual(new Date(`${day(5)}T23:59:59Z`));
    await db.person.updateMany({ data: { endsOn: null } });
  });

  it("that gives a last day no more cancels nothing: a finding asks, once", async () => {
    const first = await bring(line("erik", { ends: day(20) }));
    await applyFile(lead(), { id: first.id });
    const { id } = await bring(line("erik"));
    expect((await sentences(id))[0]).toMatch(/^The file gives no last day of Erik Levy any more.*goes on/);
    await applyFile(lead(), { id });
    expect(await under()).toHaveLength(1);
    const findings = () =>
      db.finding.findMany({ where: { kind: "last_day_withdrawn", personId: idOf("erik") } });
    expect(await findings()).toMatchObject([{ resolvedAt: null, openedById: idOf("ingrid") }]);
    const again = await bring(line("erik"));
    expect(again.counts).toMatchObject({ changed: 0, same: 1 });
    await applyFile(lead(), { id: again.id });
    expect(await findings()).toHaveLength(1);
    await db.person.updateMany({ data: { endsOn: null } });
  });

  it("enters who has left already with a departure at once, and without an account", async () => {
    const gone = `Nils;Ex${Date.now()};nils.ex@clickelement.example;SEO;${german(day(-5))};Ausgeschieden`;
    const without = "Olga;Former;olga.former@clickelement.example;SEO;;Ausgeschieden";
    const { id, counts } = await bring(gone, without);
    expect(counts).toMatchObject({ new: 2, writes: { people: 2, departures: 2 } });
    expect((await sentences(id))[0]).toMatch(/is entered, and has left on .* they get no account\.$/);
    expect(await applyFile(lead(), { id })).toMatchObject({ started: 2, held: 0 });
    const departures = await under();
    const people = await db.person.findMany({
      where: { email: { in: ["nils.ex@clickelement.example", "olga.former@clickelement.example"] } },
      include: { account: true },
      orderBy: { email: "asc" },
    });
    expect(departures.map((each) => each.personId).toSorted()).toEqual(
      people.map((each) => each.id).toSorted(),
    );
    expect(people.map((each) => [each.account, each.accessEndsAt !== null])).toEqual([
      [null, true],
      [null, true],
    ]);
    await refused(
      confirmed(inviteMember, world.people.aoife.actor, { personId: people[0]?.id ?? "", roles: ["staff"] }),
      "conflict",
    );
  });

  it("that enters more who have left than is believable holds them all", async () => {
    const lines = Array.from(
      { length: 8 },
      (_, place) =>
        `Ex;Held${place};ex.held${place}@clickelement.example;SEO;${german(day(-400))};Ausgeschieden`,
    );
    const { id } = await bring(...lines);
    expect(await applyFile(lead(), { id })).toMatchObject({ started: 0, held: 8 });
    expect(await under()).toEqual([]);
  });

  it("that says that more have left than is believable starts nothing: they are held", async () => {
    const all: Name[] = ["hannah", "priya", "omar", "tariq", "erik"];
    const { id } = await bring(...all.map((who) => line(who, { status: "Ausgeschieden" })));
    expect(await applyFile(lead(), { id })).toMatchObject({ started: 0, held: 5 });
    expect(await under()).toEqual([]);
    expect(await db.departureReport.count({ where: { decidedAt: null } })).toBe(5);
    // While they are held the file has nothing more to say of them.
    const again = await bring(line("omar", { status: "Ausgeschieden" }));
    expect(again.counts).toMatchObject({ changed: 0, same: 1 });
  });

  it("is reviewed anew when somebody has left meanwhile, and nothing is written", async () => {
    const { id } = await bring(line("omar", { status: "Ausgeschieden" }));
    const { id: sourceId } = await db.hrSource.create({ data: { kind: "scim", name: "Okta" } });
    await db.sourcePerson.create({ data: { sourceId, personId: idOf("omar") } });
    await reportDepartures(systemActor("source"), {
      sourceId,
      departures: [{ personId: idOf("omar"), kind: "terminated_now" }],
    });
    expect(await applyFile(lead(), { id })).toMatchObject({ state: "changed", rows: 1, started: 0 });
    expect(await applyFile(lead(), { id })).toMatchObject({ state: "applied", started: 0 });
    expect((await under()).length).toBe(1);
  });

  it("is HR's to bring and to apply; a register is not", async () => {
    const { actor } = world.people.sara;
    const people = await readImport(actor, {
      pasted: [HEAD, line("omar", { status: "Ausgeschieden" })].join("\n"),
      kind: "people",
    });
    expect(await applyFile(actor, { id: people.id })).toMatchObject({ started: 1 });
    const register = await readImport(actor, {
      pasted:
        "Client,Platform,Account,Who,Role\nKite Insurance,Google Ads,521-449-2644,Hannah Stone,Standard",
      kind: "register",
    });
    await refused(applyFile(actor, { id: register.id }), "forbidden", /role does not allow/);
    expect(await db.grant.count({ where: { personId: idOf("hannah") } })).toBe(0);
  });

  it("is applied once, and by nobody who may not", async () => {
    const { id } = await bring(line("omar", { status: "Ausgeschieden" }));
    await refused(applyFile(world.people.omar.actor, { id }), "forbidden");
    await refused(applyFile(lead(), { id: crypto.randomUUID() }), "not_found");
    expect(await twiceAtOnce(() => applyFile(lead(), { id }))).toBe(1);
    expect((await under()).length).toBe(1);
  });
});

it("the studio's own export starts the departures of those who have left, with the first file", async () => {
  const file = new Uint8Array(await readFile("tests/fixtures/studio/people.csv"));
  const first = await readImport(lead(), { file, fileName: "people.csv", kind: "people" });
  const gone = (await sentences(first.id)).filter((each) => /and has left on/.test(each)).length;
  expect(gone).toBeGreaterThan(0);
  const { started, held } = await applyFile(lead(), { id: first.id });
  expect(started + held).toBe(gone);
  // The same file again says nothing new of them.
  const second = await readImport(lead(), { file, fileName: "people.csv", kind: "people" });
  expect(second.counts).toMatchObject({ new: 0, changed: 0 });
});

it("a register that is brought with its list of people has what somebody holds who has left taken back at once", async () => {
  const people = new TextEncoder().encode(
    `${HEAD}\nGia;Gone;gia.gone@clickelement.example;SEO;${german(day(-9))};Ausgeschieden\n`,
  );
  const register = new TextEncoder().encode(
    "Client,Platform,Account,User,Access level,Since\nGone & Co,Google Ads,411-222-3333,gia.gone@clickelement.example,Standard,2026-02-01\n",
  );
  const { id } = await readImport(lead(), {
    file: register,
    fileName: "register.csv",
    people,
    peopleFileName: "people.csv",
  });
  expect(await applyFile(lead(), { id })).toMatchObject({ state: "applied", started: 1 });
  const grants = await db.grant.findMany({ where: { person: { email: "gia.gone@clickelement.example" } } });
  expect(grants.map((grant) => grant.state)).toEqual(["removal_due"]);
  const [departure] = await under();
  expect(await db.task.count({ where: { causeId: departure?.id ?? "", grants: { some: {} } } })).toBe(1);
});
