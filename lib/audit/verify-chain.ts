import { isDeepStrictEqual } from "node:util";
import { chainHash, GENESIS } from "@/lib/audit/chain";
import { sameBytes } from "@/lib/crypto";
import type { Reader } from "@/lib/db";
import type { AuditEvent } from "@/prisma/generated/client";

/** Events read at a time: enough to be quick, few enough to hold in memory. */
const BATCH = 2_000;

/** What can be wrong with one event, worst explained first. */
export type ChainFault = "missing" | "altered" | "column_altered" | "unlinked" | "cut_off";

export type ChainReport =
  | { whole: true; events: number; headHash: string }
  | { whole: false; events: number; firstBad: { seq: number; fault: ChainFault; sentence: string } };

type Link = { seq: bigint; hash: Uint8Array };

/**
 * Walks the whole chain and names the first bad event: a gap, bytes that do not give the hash, a column that differs
 * from the hashed bytes, a link that does not fit, or an end that is not the head's (SEC-80). What it cannot see
 * is a log that was rewritten whole, hashes and head included: that takes a checkpoint kept elsewhere.
 */
export async function verifyChain(reader: Reader): Promise<ChainReport> {
  const walked = await walk(reader, { seq: 0n, hash: GENESIS }, null);
  if ("whole" in walked) return walked;
  const head = await reader.auditHead.findUnique({ where: { id: 1 } });
  // What was written between the two reads follows what was walked, up to this head.
  const last = head && head.seq > walked.seq ? await walk(reader, walked, head.seq) : walked;
  if ("whole" in last) return last;
  if (!head || head.seq !== last.seq || !sameBytes(head.hash, last.hash)) {
    return broken(Number(last.seq), Number(last.seq) + 1, "cut_off");
  }
  return { whole: true, events: Number(last.seq), headHash: Buffer.from(last.hash).toString("hex") };
}

/** Walks from one event on, to the end or up to `until`. Gives the last one, or what is wrong with the first bad one. */
async function walk(reader: Reader, from: Link, until: bigint | null): Promise<Link | ChainReport> {
  let last = from;
  for (;;) {
    const batch = await reader.auditEvent.findMany({
      where: { seq: { gt: last.seq, ...(until === null ? {} : { lte: until }) } },
      orderBy: { seq: "asc" },
      take: BATCH,
    });
    for (const event of batch) {
      const fault = faultOf(event, last);
      if (fault) return broken(Number(last.seq), fault.seq, fault.fault);
      last = { seq: event.seq, hash: event.hash };
    }
    if (batch.length < BATCH) return last;
  }
}

function faultOf(event: AuditEvent, before: Link): { seq: number; fault: ChainFault } | null {
  const seq = Number(event.seq);
  const expected = before.seq + 1n;
  if (event.seq !== expected) return { seq: Number(expected), fault: "missing" };
  if (!sameBytes(event.prevHash, before.hash)) return { seq, fault: "unlinked" };
  if (!sameBytes(chainHash(event.seq, before.hash, event.canon), event.hash))
    return { seq, fault: "altered" };
  return columnsMatch(event) ? null : { seq, fault: "column_altered" };
}

/** The columns that people read must say what the hashed bytes say; else a changed column would go unnoticed. */
function columnsMatch(event: AuditEvent): boolean {
  const { seq: _seq, prevHash: _prevHash, hash: _hash, canon, at, before, after, ...columns } = event;
  const hashed: unknown = JSON.parse(Buffer.from(canon).toString());
  const shown = { ...columns, at: at.toISOString(), before, after };
  return isDeepStrictEqual(hashed, JSON.parse(JSON.stringify(shown)));
}

const sentences: Record<ChainFault, (seq: number) => string> = {
  missing: (seq) => `Event ${seq} is missing.`,
  altered: (seq) => `Event ${seq} was altered: its content does not give its hash.`,
  column_altered: (seq) => `Event ${seq} was altered: what is shown differs from what was hashed.`,
  unlinked: (seq) => `Event ${seq} does not follow from the one before it.`,
  cut_off: (seq) =>
    `The log ends before event ${seq}, but its head says otherwise: the end was cut off or replaced.`,
};

function broken(events: number, seq: number, fault: ChainFault): ChainReport {
  return { whole: false, events, firstBad: { seq, fault, sentence: sentences[fault](seq) } };
}
