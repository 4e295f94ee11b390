import { constants, type Stats } from "node:fs";
import { type FileHandle, lstat, open, readdir, realpath } from "node:fs/promises";
import { join } from "node:path";
import { LIMITS } from "@/lib/imports/sheet";

/** A file that lies in the folder, as its name and its times say. */
export type FolderEntry = { name: string; bytes: number; modifiedAt: Date };

/** What the import takes; no hidden file, and none that a spreadsheet program leaves beside an open one. */
const TAKEN = /^(?!\.|~\$).*\.(csv|tsv|txt|xlsx|xlsm)$/is;

/** Why what stands in a file was not read. */
export type Unread = "too_large" | "no_right";

/** The folder cannot be read; the message is a sentence for whoever looks after the server. */
export class UnreadableFolder extends Error {}

/**
 * The plain files directly in the folder that have the name of a spreadsheet: no links, no folders, nothing hidden.
 * Raises UnreadableFolder.
 */
export async function listEntries(folder: string): Promise<FolderEntry[]> {
  try {
    const root = await realpath(/* turbopackIgnore: true */ folder);
    const names = (await readdir(root)).filter((name) => TAKEN.test(name));
    const entries: FolderEntry[] = [];
    for (const name of names) {
      // What went away between the listing and here is no longer a file of the folder.
      const stats = await lstat(join(root, name)).catch(() => null);
      if (stats?.isFile()) entries.push({ name, bytes: stats.size, modifiedAt: timeOf(stats) });
    }
    return entries;
  } catch (error) {
    throw new UnreadableFolder(sentenceOf(error, folder), { cause: error });
  }
}

/**
 * What stands in a file of the folder, or why it was not read: it is more than an import takes, or we may not. Null for
 * what is not there any more, is no plain file, lies elsewhere in truth, or changes while it is read: the next reading
 * looks again.
 */
export async function readEntry(folder: string, entry: FolderEntry): Promise<Uint8Array | Unread | null> {
  const root = await realpath(/* turbopackIgnore: true */ folder);
  const path = join(root, entry.name);
  // Not blocking: what has become a pipe meanwhile would wait for its writer.
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  const file = await open(path, flags).catch((error) => (mayNot(error) ? ("no_right" as const) : null));
  if (file === null || file === "no_right") return file;
  try {
    if ((await realpath(path)) !== path || !isSame(await file.stat(), entry)) return null;
    if (entry.bytes > LIMITS.fileBytes) return "too_large";
    const content = await readAll(file);
    return content.length === entry.bytes && isSame(await file.stat(), entry) ? content : null;
  } finally {
    await file.close();
  }
}

const timeOf = (stats: Stats): Date => new Date(Math.trunc(stats.mtimeMs));

const isSame = (stats: Stats, entry: FolderEntry): boolean =>
  stats.isFile() && stats.size === entry.bytes && timeOf(stats).getTime() === entry.modifiedAt.getTime();

/** No more than an import takes, and a byte by which more is noticed. */
async function readAll(file: FileHandle): Promise<Uint8Array> {
  const stream = file.createReadStream({ autoClose: false, start: 0, end: LIMITS.fileBytes });
  return new Uint8Array(Buffer.concat(await Array.fromAsync<Buffer>(stream)));
}

const codeOf = (error: unknown) => (error instanceof Error && "code" in error ? error.code : null);

const mayNot = (error: unknown): boolean => ["EACCES", "EPERM"].includes(String(codeOf(error)));

function sentenceOf(error: unknown, folder: string): string {
  const code = codeOf(error);
  if (code === "ENOENT") return `There is no folder ${folder} on this machine.`;
  if (code === "ENOTDIR") return `${folder} is not a folder.`;
  if (mayNot(error))
    return `Keyholder may not read the folder ${folder}. Give its user the right to list and read it.`;
  return `The folder ${folder} cannot be read (${String(code ?? error)}).`;
}
