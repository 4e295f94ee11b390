import { z } from "zod";
import { listPeopleWhoMay } from "@/lib/accounts/people-who-may";
import type { AuditEntry } from "@/lib/audit/event";
import { command } from "@/lib/command";
import { sha256Hex } from "@/lib/crypto";
import type { Tx } from "@/lib/db";
import { replaceRuns } from "@/lib/imports/replace-runs";
import { planUnasked } from "@/lib/imports/review-import";
import type { SavedCounts } from "@/lib/imports/save-plan";
import { takePeople } from "@/lib/imports/take-people";
import { UnreadableFile } from "@/lib/imports/unreadable-file";
import { line, wholeNumber } from "@/lib/input";
import type { Job } from "@/lib/jobs";
import { notify } from "@/lib/notify";
import type { Unread } from "@/lib/sources/folder-files";
import { lockSourceOfFiles } from "@/lib/sources/source-of-files";

/** What became of a file; "known": it was found before, under whatever name. */
export type TakenFile = {
  outcome: "taken" | "refused" | "known";
  runId: string | null;
  number: number | null;
};

/**
 * Takes a file of HR's folder in for review, once, with the columns as they were confirmed for its
 * headings; of others somebody confirms them first. What waited of this folder until now is replaced: of two files the
 * newer one counts. Of one that cannot be read is kept why. Nothing else is written: applying is a person's.
 */
export const takeFile = command({
  name: "sources.take-file",
  permission: "sources.take-files",
  timeoutMs: 120_000,
  input: z.strictObject({
    name: line(200),
    bytes: wholeNumber(0, Number.MAX_SAFE_INTEGER),
    modifiedAt: z.date(),
    /** Absent: it was not read. */
    content: z.custom<Uint8Array>((value) => value instanceof Uint8Array).optional(),
    unread: z.enum(["too_large", "no_right"]).default("too_large"),
  }),
  target: (tx) => lockSourceOfFiles(tx),
  allow: () => true,
  async change({ tx, input, target: source, now }) {
    const { content, bytes, name } = input;
    const modifiedAt = new Date(Math.min(input.modifiedAt.getTime(), now.getTime()));
    const sha256 = sha256Hex(
      content ?? `${input.unread}: ${input.modifiedAt.toISOString()} ${bytes} ${name}`,
    );
    const nothing: TakenFile = { outcome: "known", runId: null, number: null };
    if (await isKnown(tx, { sourceId: source.id, sha256, modifiedAt })) return { result: nothing, audit: [] };

    const file = { sha256, sourceId: source.id, name, bytes, modifiedAt, foundAt: now };
    await tx.hrSource.update({ where: { id: source.id }, data: { lastSeenAt: now } });
    const taken = content ? await takeOrRefuse(tx, content, name) : WHY[input.unread];
    if (typeof taken === "string") {
      await tx.folderFile.create({ data: { ...file, refusal: taken } });
      const refused: TakenFile = { ...nothing, outcome: "refused" };
      return {
        result: refused,
        audit: [entryOf(source, { file: name, refused: taken, sha256 })],
        jobs: await tellRefused(tx, { ...file, sentence: taken }),
      };
    }
    await tx.folderFile.create({ data: { ...file, runId: taken.id } });
    const replaced = await replaceRuns(tx, { runId: taken.id, sourceId: source.id });
    const counts = await planUnasked(tx, taken, now);
    const result: TakenFile = { outcome: "taken", runId: taken.id, number: taken.number };
    const audit: AuditEntry[] = [
      entryOf(source, { file: name, import: taken.number, sha256 }),
      ...replaced.map((run) => ({
        objectType: "import",
        objectId: run.id,
        objectName: run.fileName,
        after: { replacedBy: taken.number },
      })),
    ];
    return { result, audit, jobs: await tellTaken(tx, { ...file, ...taken, counts }) };
  },
});

const WHY: Record<Unread, string> = {
  too_large: "The file is larger than 10 MB. Let the HR system export less of each person.",
  no_right: "Keyholder may not read the file. Give its user the right to read what lies in the folder.",
};

/**
 * Whether a content was found before: as the last one that was taken, as one that could not be read, or as old as this.
 * One that was taken earlier and is written again, after another, is news: what it says counts again.
 */
async function isKnown(
  tx: Tx,
  { sourceId, sha256, modifiedAt }: { sourceId: string; sha256: string; modifiedAt: Date },
): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ known: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM "FolderFile" f WHERE f.sha256 = ${sha256}
      AND (f.refusal IS NOT NULL OR f."modifiedAt" >= ${modifiedAt}::timestamptz))
      OR ${sha256} = (SELECT f.sha256 FROM "FolderFile" f
        WHERE f."sourceId" = ${sourceId}::uuid AND f."runId" IS NOT NULL
        ORDER BY f."modifiedAt" DESC, f."foundAt" DESC LIMIT 1) AS known`;
  return row?.known === true;
}

async function takeOrRefuse(tx: Tx, content: Uint8Array, name: string) {
  try {
    return await takePeople(tx, content, name);
  } catch (error) {
    if (error instanceof UnreadableFile) return error.message;
    throw error;
  }
}

const entryOf = (
  source: { id: string; name: string },
  after: Record<string, string | number>,
): AuditEntry => ({
  objectType: "source",
  objectId: source.id,
  objectName: source.name,
  after,
});

const causeOf = (file: { sha256: string; modifiedAt: Date }) =>
  `folder file ${file.sha256} of ${file.modifiedAt.toISOString()}`;

/** Those who may review are told once, and only of what there is to look at. */
async function tellTaken(
  tx: Tx,
  file: {
    sha256: string;
    modifiedAt: Date;
    id: string;
    name: string;
    unmapped: boolean;
    counts: SavedCounts | null;
  },
): Promise<Job[]> {
  const { counts, unmapped } = file;
  if (counts && !unmapped && counts.new + counts.changed + counts.questions + counts.refused === 0) return [];
  const says = counts
    ? `${counts.new} new, ${counts.changed} changed, ${counts.questions} with a question, ${counts.refused} refused.`
    : "Its review is worked out when you open it.";
  return notify(tx, [
    {
      personId: await reviewers(tx),
      kind: "file.to-review",
      cause: causeOf(file),
      subject: `${file.name}: a file of the HR system waits for your review`,
      text: unmapped
        ? "It has columns that nobody has confirmed yet. Say what they hold, look at what it would change, and apply it."
        : `${says} Nothing counts before somebody has applied it.`,
      href: `/import/${file.id}`,
    },
  ]);
}

async function tellRefused(
  tx: Tx,
  file: { sha256: string; modifiedAt: Date; name: string; sentence: string },
): Promise<Job[]> {
  return notify(tx, [
    {
      personId: await reviewers(tx),
      kind: "file.unreadable",
      cause: causeOf(file),
      subject: `${file.name}: a file of the HR system cannot be read`,
      text: `${file.sentence} It is tried again when its content changes.`,
      href: "/settings/sources#folder",
    },
  ]);
}

const reviewers = async (tx: Tx): Promise<string[]> =>
  (await listPeopleWhoMay(tx, "imports.run")).map((each) => each.personId);
