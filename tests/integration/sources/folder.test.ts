import { link, mkdir, mkdtemp, readdir, rm, symlink, truncate, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { sourceActor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { answerImport } from "@/lib/imports/answer-import";
import { applyImport } from "@/lib/imports/apply-import";
import { mapImport } from "@/lib/imports/map-import";
import { getImport } from "@/lib/imports/queries/get-import";
import { applyFile } from "@/lib/sources/apply-file";
import { getFolder } from "@/lib/sources/folder-queries";
import { readFolder } from "@/lib/sources/read-folder";
import { takeFile } from "@/lib/sources/take-file";
import { departuresAnew } from "@/tests/support/departures-anew";
import { refused } from "@/tests/support/outcomes";
import { makeWorld, type World } from "@/tests/support/world";

let world: World;
let folder: string;
beforeAll(async () => {
  world = await makeWorld();
});
beforeEach(async () => {
  await db.importRun.updateMany({ data: { state: "discarded", replacedById: null } });
  await db.setting.deleteMany({ where: { key: { startsWith: "imports.mapping." } } });
  await departuresAnew();
  await db.folderReading.update({
    where: { id: 1 },
    data: { readAt: null, problem: null, problemSince: null },
  });
  if (folder) await rm(folder, { recursive: true, force: true });
  folder = await mkdtemp(join(tmpdir(), "keyholder-folder-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const HEAD = "First name,Last name,Work e-mail,Job title";
const row = (name: string, title = "") => {
  const [given = "", family = ""] = name.split(" ");
  return `${given},${family},${given}.${family}@clickelement.example,${title}`.toLowerCase();
};
/** Puts a file into the folder, last written so many minutes ago. */
async function put(name: string, lines: string[] | Uint8Array, minutesAgo = 10): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, lines instanceof Uint8Array ? lines : `${[HEAD, ...lines].join("\n")}\n`);
  const at = new Date(Date.now() - minutesAgo * 60_000);
  await utimes(path, at, at);
  return path;
}
const files = () => db.folderFile.findMany({ orderBy: { name: "asc" }, include: { run: true } });
const runs = () => db.importRun.findMany({ where: { file: { isNot: null } }, orderBy: { number: "asc" } });
const told = (kind: string) =>
  db.notification.findMany({ where: { kind }, select: { personId: true, cause: true, text: true } });
const confirm = (id: string) =>
  mapImport(world.people.sara.actor, {
    id,
    columns: ["firstName", "lastName", "email", "title"].map((field, column) => ({ column, field })),
  });

describe("a file in HR's folder", () => {
  it("becomes an import that waits for review, and counts when somebody applies it", async () => {
    await put("people.csv", [row("Nils Novak", "Analyst")]);
    expect(await readFolder(folder)).toEqual({
      said: expect.stringMatching(/^people\.csv waits for review/),
    });
    const [run] = await runs();
    expect(run).toMatchObject({ kind: "people", state: "review", fileName: "people.csv", createdById: null });
    expect(run?.counts).toMatchObject({ rows: 1, new: 1 });
    expect(await db.person.count({ where: { name: { equals: "nils novak", mode: "insensitive" } } })).toBe(0);

    const id = run?.id ?? "";
    await confirm(id);
    expect(await applyFile(world.people.sara.actor, { id })).toMatchObject({ state: "applied" });
    expect(await db.person.count({ where: { name: { equals: "nils novak", mode: "insensitive" } } })).toBe(1);
    expect(await readdir(folder)).toEqual(["people.csv"]);
    expect((await getFolder(world.people.julia.actor)).files).toEqual([
      expect.objectContaining({ name: "people.csv", state: "applied", refusal: null }),
    ]);
  });

  it("is taken once for its content, under whatever name, and those who may review are told once", async () => {
    await put("people.csv", [row("Otto Berg")]);
    await readFolder(folder);
    await put("copy of people.csv", [row("Otto Berg")], 5);
    expect(await readFolder(folder)).toBeUndefined();
    await readFolder(folder);
    expect((await files()).map((each) => each.name)).toEqual(["people.csv"]);
    expect((await told("file.to-review")).map((each) => each.personId).toSorted()).toEqual(
      [world.people.aoife.personId, world.people.ingrid.personId, world.people.sara.personId].toSorted(),
    );
  });

  it("that says again what an earlier one said, after another, counts again", async () => {
    await put("people.csv", [row("Otto Berg")], 30);
    await readFolder(folder);
    await put("people.csv", [row("Otto Berg"), row("Nils Novak")], 20);
    await readFolder(folder);
    // As it was: written again, and nothing new when that lies there for long or has a copy.
    await put("people.csv", [row("Otto Berg")], 10);
    await readFolder(folder);
    await put("copy of people.csv", [row("Otto Berg")], 5);
    await readFolder(folder);
    expect((await runs()).map((run) => [run.counts, run.state])).toMatchObject([
      [{ rows: 1 }, "discarded"],
      [{ rows: 2 }, "discarded"],
      [{ rows: 1 }, "review"],
    ]);
    expect(await told("file.to-review")).toHaveLength(9);
  });

  it("is taken once by two instances that read at the same time", async () => {
    await put("people.csv", [row("Otto Berg")]);
    const said = await Promise.all([readFolder(folder), readFolder(folder), readFolder(folder)]);
    expect(said.filter(Boolean)).toHaveLength(1);
    expect(await runs()).toHaveLength(1);
    expect(await db.hrSource.count({ where: { kind: "folder" } })).toBe(1);
  });

  it("waits while it is still being written", async () => {
    await put("people.csv", [row("Otto Berg")], 0.5);
    expect(await readFolder(folder)).toBeUndefined();
    expect(await files()).toEqual([]);
    await put("people.csv", [row("Otto Berg")], 2);
    await readFolder(folder);
    expect(await files()).toHaveLength(1);
  });

  it("is a plain file directly in the folder: links, folders, hidden and other files are left alone", async () => {
    const outside = await mkdtemp(join(tmpdir(), "keyholder-outside-"));
    await writeFile(join(outside, "secret.csv"), `${HEAD}\n${row("Otto Berg")}\n`);
    await utimes(join(outside, "secret.csv"), 1, 1);
    await symlink(join(outside, "secret.csv"), join(folder, "link.csv"));
    await symlink(outside, join(folder, "folder.csv"));
    await mkdir(join(folder, "2026.csv"));
    await put("2026.csv/inner.csv", [row("Otto Berg")]);
    await put(".people.csv", [row("Otto Berg")]);
    await put("~$people.xlsx", [row("Otto Berg")]);
    await put("people.pdf", [row("Otto Berg")]);
    expect(await readFolder(folder)).toBeUndefined();
    expect(await files()).toEqual([]);
    await rm(outside, { recursive: true });
  });

  it("that becomes a link between the listing and the reading is not followed", async () => {
    const { listEntries, readEntry } = await import("@/lib/sources/folder-files");
    const path = await put("people.csv", [row("Otto Berg")]);
    const outside = await put("elsewhere.txt", [row("Otto Berg")]);
    const [entry] = (await listEntries(folder)).filter(({ name }) => name === "people.csv");
    if (!entry) throw new Error("The file is listed.");
    await rm(path);
    await symlink(outside, path);
    expect(await readEntry(folder, entry)).toBeNull();
    expect(await readEntry(folder, { ...entry, name: "../people.csv" })).toBeNull();
    await rm(path);
    await link(outside, path);
    await truncate(path, 3);
    expect(await readEntry(folder, entry)).toBeNull();
  });

  it("that cannot be read is told of in words, once, and is read again when its content changes", async () => {
    await put("broken.csv", new TextEncoder().encode("%PDF-1.4\n1 0 obj"), 9);
    await put("empty.csv", [], 8);
    await put("narrow.csv", new TextEncoder().encode("Name\nOtto Berg\nNils Novak\n"), 7);
    const large = await put("large.csv", [], 6);
    await truncate(large, 11 * 1024 * 1024);
    await utimes(large, new Date(Date.now() - 360_000), new Date(Date.now() - 360_000));
    await readFolder(folder);
    await readFolder(folder);
    expect((await files()).map(({ name, refusal, runId }) => [name, refusal, runId])).toEqual([
      ["broken.csv", expect.stringMatching(/^This is a PDF/), null],
      ["empty.csv", expect.stringMatching(/names nobody/), null],
      ["large.csv", expect.stringMatching(/larger than 10 MB/), null],
      ["narrow.csv", expect.stringMatching(/no columns/), null],
    ]);
    expect(await told("file.unreadable")).toHaveLength(4 * 3);
    await put("broken.csv", [row("Otto Berg")], 3);
    await readFolder(folder);
    expect((await runs()).map((run) => run.fileName)).toEqual(["broken.csv"]);
  });

  it("waits for somebody to say what its columns hold, once for these headings", async () => {
    await put("people.csv", [row("Otto Berg")], 20);
    await readFolder(folder);
    const [first] = await runs();
    expect(first?.unmapped).toBe(true);
    expect((await told("file.to-review"))[0]?.text).toMatch(/columns that nobody has confirmed/);
    const id = first?.id ?? "";
    await refused(applyFile(world.people.sara.actor, { id }), "conflict", /confirmed yet what the columns/);
    await confirm(id);
    expect((await db.importRun.findUnique({ where: { id } }))?.unmapped).toBe(false);

    await put("people.csv", [row("Otto Berg"), row("Nils Berg")], 10);
    await readFolder(folder);
    expect((await runs()).at(-1)).toMatchObject({ unmapped: false });
    // Other headings are other columns.
    await put(
      "other.csv",
      new TextEncoder().encode("Name,E-mail,Office\nOtto Berg,otto@b.example,Porto\n"),
      5,
    );
    await readFolder(folder);
    expect((await runs()).at(-1)).toMatchObject({ fileName: "other.csv", unmapped: true });
  });

  it("takes the place of the one that waited, and only the newest can be applied", async () => {
    await put("monday.csv", [row("Otto Berg")], 30);
    await readFolder(folder);
    const monday = (await runs())[0]?.id ?? "";
    await confirm(monday);
    await put("tuesday.csv", [row("Otto Berg"), row("Nils Berg")], 20);
    await put("older.csv", [row("Lena Berg")], 40);
    await readFolder(folder);
    const [first, second, ...others] = await runs();
    expect(others).toEqual([]);
    expect(first).toMatchObject({ state: "discarded", replacedById: second?.id });
    expect(first?.content).toHaveLength(0);
    expect(await db.importRow.count({ where: { runId: monday } })).toBe(0);
    await refused(applyFile(world.people.sara.actor, { id: monday }), "conflict", /A newer file/);
    expect((await getImport(world.people.sara.actor, monday))?.replacedBy?.number).toBe(second?.number);
    const events = await db.auditEvent.findMany({ where: { objectId: monday, action: "sources.take-file" } });
    expect(events[0]?.after).toEqual({ replacedBy: second?.number });
  });

  it("of which questions were left is not finished when a newer one is there", async () => {
    await put("monday.csv", [row("Otto Berg"), "Nobody,,,"], 30);
    await readFolder(folder);
    const monday = (await runs())[0]?.id ?? "";
    await confirm(monday);
    await applyFile(world.people.sara.actor, { id: monday });
    await put("tuesday.csv", [row("Otto Berg"), row("Nils Berg")], 20);
    await readFolder(folder);
    expect(await db.importRun.findUnique({ where: { id: monday } })).toMatchObject({ state: "applied" });
    await refused(
      answerImport(world.people.sara.actor, { id: monday, answers: [{ key: "x", answer: "y" }] }),
      "conflict",
      /A newer file/,
    );
  });

  it("is replaced while it is being applied, or applied before: never half of both", async () => {
    await put("monday.csv", [row("Ida Berg")], 30);
    await readFolder(folder);
    const monday = (await runs())[0]?.id ?? "";
    await confirm(monday);
    await put("tuesday.csv", [row("Ida Berg"), row("Nils Berg")], 20);
    const [applied] = await Promise.allSettled([
      applyImport(world.people.sara.actor, { id: monday }),
      readFolder(folder),
    ]);
    const run = await db.importRun.findUniqueOrThrow({ where: { id: monday } });
    expect(run.replacedById).not.toBeNull();
    expect(run.state).toBe(applied.status === "fulfilled" ? "applied" : "discarded");
  });

  it("that says nothing new is told to nobody", async () => {
    await put("people.csv", [row("Uma Berg")], 30);
    await readFolder(folder);
    const id = (await runs())[0]?.id ?? "";
    await confirm(id);
    await applyFile(world.people.sara.actor, { id });
    await db.notification.deleteMany();
    await put("people.csv", [row("Uma Berg"), ",,,"], 20);
    await readFolder(folder);
    expect((await runs()).at(-1)?.counts).toMatchObject({ new: 0, changed: 0, same: 1 });
    expect(await told("file.to-review")).toEqual([]);
  });
});

describe("HR's folder", () => {
  it("that cannot be read is told to the owners once, until it can be read again", async () => {
    const nowhere = join(folder, "nowhere");
    expect(await readFolder(nowhere)).toEqual({ said: `There is no folder ${nowhere} on this machine.` });
    await readFolder(nowhere);
    expect((await told("file.unreadable")).map((each) => each.personId)).toEqual([
      world.people.aoife.personId,
    ]);
    expect(await getFolder(world.people.ingrid.actor)).toMatchObject({
      problem: `There is no folder ${nowhere} on this machine.`,
      readAt: null,
    });
    await readFolder(folder);
    expect(await getFolder(world.people.ingrid.actor)).toMatchObject({
      problem: null,
      readAt: expect.any(Date),
    });
    await put("file.csv", [row("Otto Berg")]);
    await expect(readFolder(join(folder, "file.csv"))).resolves.toEqual({
      said: expect.stringMatching(/is not a folder\.$/),
    });
  });

  it("is not read any more when an owner has ended its connection", async () => {
    await put("people.csv", [row("Otto Berg")]);
    await readFolder(folder);
    const source = await db.hrSource.findFirstOrThrow({ where: { kind: "folder" } });
    await db.hrSource.update({ where: { id: source.id }, data: { endedAt: new Date() } });
    await put("people.csv", [row("Nils Berg")], 5);
    expect((await readFolder(folder))?.said).toMatch(/has ended, so its folder is not read/);
    expect(await files()).toHaveLength(1);
  });

  it("names the right that it wants for a file, and takes that one when it has it", async () => {
    const actor = sourceActor("Files of people", null);
    const file = { name: "people.csv", bytes: 3, modifiedAt: new Date(Date.now() - 600_000) };
    expect(await takeFile(actor, { ...file, unread: "no_right" })).toMatchObject({ outcome: "refused" });
    expect((await files())[0]?.refusal).toMatch(/^Keyholder may not read the file/);
    const content = new TextEncoder().encode(`${HEAD}\n${row("Otto Berg")}\n`);
    expect(await takeFile(actor, { ...file, content })).toMatchObject({ outcome: "taken" });
  });

  it("is taken in by the system alone", async () => {
    const input = { name: "people.csv", bytes: 3, modifiedAt: new Date() };
    await refused(takeFile(world.people.aoife.actor, input), "forbidden");
    expect(await takeFile(sourceActor("Files of people", null), input)).toMatchObject({ outcome: "refused" });
  });
});
