import { z } from "zod";
import { encrypt, sha256Hex } from "@/lib/crypto";
import type { Tx } from "@/lib/db";
import { invalidInput } from "@/lib/errors";
import { checkbox, paragraph } from "@/lib/input";
import { EVIDENCE_MAX_BYTES, readEvidenceType } from "@/lib/register/evidence-type";
import { newIds, takeId } from "@/lib/register/new-ids";
import type { EvidenceKind, EvidenceStep } from "@/prisma/generated/enums";

/** The fields of a form that takes evidence: `note`, `files[]`, `lookedNotThere`. */
export const evidenceInput = {
  note: paragraph().optional(),
  files: z
    .array(
      z
        .instanceof(File, { message: "Choose a file." })
        .refine(
          (file) => file.size <= EVIDENCE_MAX_BYTES,
          "This file is larger than 10 MB. Send a smaller one.",
        ),
    )
    .max(10, "Send ten files at most.")
    .default([]),
  lookedNotThere: checkbox(),
};

type Given = {
  note?: string | undefined;
  files: readonly File[];
  lookedNotThere: boolean;
  /** Of a look: the addresses under which somebody looked. */
  lookedUnder?: readonly string[];
};

/** One piece of evidence as the audit names it: a file by its hash, never its content. */
export type KeptEvidence = { id: string; kind: EvidenceKind; fileName: string | null; sha256: string | null };

type Keeping = { taskId: string; step: EvidenceStep; now: Date; byId: string | null };

/**
 * Keeps evidence of one step of a task: note, files (encrypted under their own id), "looked, and was not there".
 * Append-only: what a reopened task had stays. Raises invalid_input for a file that is not what it says.
 */
export async function keepEvidence(tx: Tx, given: Given, keeping: Keeping): Promise<KeptEvidence[]> {
  const { taskId, step, now, byId } = keeping;
  const files = await Promise.all(given.files.map(readFile));
  const ids = await newIds(tx, files.length + 2);
  const at = {
    ...{ taskId, step, createdAt: now, createdById: byId },
    ...(given.lookedUnder ? { lookedUnder: [...given.lookedUnder] } : {}),
  };
  // A note that comes with "looked, and was not there" belongs to it.
  const kept = [
    ...(given.lookedNotThere
      ? [{ id: takeId(ids), kind: "looked_not_there" as const, note: given.note ?? null, ...noFile }]
      : given.note
        ? [{ id: takeId(ids), kind: "note" as const, note: given.note, ...noFile }]
        : []),
    ...files.map(({ bytes: _, ...file }) => ({
      id: takeId(ids),
      kind: "file" as const,
      note: null,
      ...file,
    })),
  ];
  if (kept.length === 0) return [];
  await tx.evidence.createMany({ data: kept.map((each) => ({ ...each, ...at })) });
  const fileIds = kept.filter((each) => each.kind === "file").map((each) => each.id);
  await tx.evidenceFile.createMany({
    data: files.map((file, index) => {
      const evidenceId = fileIds[index] ?? "";
      return { evidenceId, ciphertext: encrypt(file.bytes, evidenceId) };
    }),
  });
  return kept.map(({ id, kind, fileName, sha256 }) => ({ id, kind, fileName, sha256 }));
}

/** What an evidence row has where it is no file. */
export const noFile = { fileName: null, mediaType: null, byteSize: null, sha256: null };

/** A file as evidence keeps it: clean name, kind by content, hash, bytes. Raises invalid_input for what is not taken. */
export async function readFile(file: File) {
  const fileName = cleanName(file.name);
  const bytes = new Uint8Array(await file.arrayBuffer());
  const mediaType = await readEvidenceType(fileName, bytes);
  return { fileName, mediaType, byteSize: bytes.length, sha256: sha256Hex(bytes), bytes };
}

/** The last part of the name, without control characters and without what turns the direction of text. */
function cleanName(name: string): string {
  const last = name.normalize("NFC").split(/[\\/]/u).at(-1) ?? "";
  const clean = last.replace(/[\p{Cc}\p{Cf}]/gu, "").trim();
  return clean.length <= 150 ? clean || "file" : `${clean.slice(0, 100)}…${clean.slice(-45)}`;
}

/** Raises invalid_input when there is neither note nor file nor "looked, and was not there". */
export function requireEvidence(given: Given): void {
  if (!given.note && given.files.length === 0 && !given.lookedNotThere)
    throw invalidInput("This needs evidence: a note, a file, or that you looked and it was not there.", {
      note: ["Write what you did and saw, or add a file."],
    });
}

/** How a proof is known, in words: what was looked at. */
export function howProved(given: Given): string {
  const parts = [
    given.lookedNotThere ? "looked, and was not there" : null,
    given.files.length === 1 ? "a file" : given.files.length > 1 ? `${given.files.length} files` : null,
    given.note && !given.lookedNotThere ? "a note" : null,
  ].filter((part) => part !== null);
  return parts.join(" and ");
}
