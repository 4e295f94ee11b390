import { mkdtempSync } from "node:fs";
import { rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { db } from "@/lib/db";
import { readHrFolder } from "@/lib/sources/jobs";

// Alone: the environment is read once, on its first use.
const folder = mkdtempSync(join(tmpdir(), "keyholder-folder-"));
process.env.HR_FOLDER = folder;
afterAll(() => rm(folder, { recursive: true }));

it("the job reads the folder that the environment names", async () => {
  expect(await readHrFolder()).toBeUndefined();
  const path = join(folder, "people.csv");
  await writeFile(path, "First name,Last name,Work e-mail\nOtto,Berg,otto.berg@studio.example\n");
  const before = new Date(Date.now() - 600_000);
  await utimes(path, before, before);
  expect(await readHrFolder()).toEqual({ said: "people.csv waits for review as import 1" });
  expect(await db.folderFile.count()).toBe(1);
  expect((await db.folderReading.findUnique({ where: { id: 1 } }))?.readAt).toBeInstanceOf(Date);
});
