import { canonicalEvent, chainHash } from "@/lib/audit/chain";
import type { UnchainedEvent } from "@/lib/audit/event";
import type { Tx } from "@/lib/db";

type Head = { seq: bigint; hash: Uint8Array };

/**
 * Appends events to the chain, however many, in three statements: lock the head, insert, move the head. The lock
 * is held until the commit, so call it last (SEC-81). For the command kernel alone (held by the import rules).
 */
export async function writeEvents(tx: Tx, events: readonly UnchainedEvent[]): Promise<void> {
  if (events.length === 0) return;
  const [head] = await tx.$queryRaw<Head[]>`SELECT seq, hash FROM "AuditHead" WHERE id = 1 FOR UPDATE`;
  if (!head) throw new Error("The audit log has no head; the database is not whole.");

  let seq = head.seq;
  let hash: Uint8Array = head.hash;
  const rows = events.map((event) => {
    const canon = canonicalEvent(event);
    const prevHash = hash;
    seq += 1n;
    hash = chainHash(seq, prevHash, canon);
    return {
      seq: seq.toString(),
      prevHash: hex(prevHash),
      hash: hex(hash),
      canon: hex(canon),
    };
  });
  // The readable columns are taken from the canonical text itself, so that they cannot differ from it. OFFSET 0 and
  // the function in FROM have each row decoded and parsed once; folded into the columns it would be once for each.
  await tx.$executeRaw`
    INSERT INTO "AuditEvent" (seq, "prevHash", hash, canon, at, action, outcome, "actorKind", "actorId",
      "actorName", "sessionId", ip, "objectType", "objectId", "objectName", "clientId", reason, before, after)
    SELECT b.seq, b."prevHash", b.hash, b.canon, e.*
    FROM (SELECT r.seq, decode(r."prevHash", 'hex') AS "prevHash", decode(r.hash, 'hex') AS hash,
        decode(r.canon, 'hex') AS canon
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        AS r(seq bigint, "prevHash" text, hash text, canon text) OFFSET 0) b,
      LATERAL jsonb_to_record(convert_from(b.canon, 'UTF8')::jsonb) AS e(at timestamptz, action text,
        outcome "AuditOutcome", "actorKind" "ActorKind", "actorId" uuid, "actorName" text, "sessionId" uuid, ip text,
        "objectType" text, "objectId" text, "objectName" text, "clientId" uuid, reason text, before jsonb,
        after jsonb)`;
  await tx.$executeRaw`UPDATE "AuditHead" SET seq = ${seq}, hash = ${Buffer.from(hash)} WHERE id = 1`;
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");
