import canonicalize from "canonicalize";
import type { AuditJson, UnchainedEvent } from "@/lib/audit/event";
import { sha256 } from "@/lib/crypto";

const DOMAIN = Buffer.from("keyholder-audit/v1\0");

/** The hash before the first event. */
export const GENESIS: Uint8Array = new Uint8Array(32);

/** The bytes that are hashed and stored: RFC 8785 JSON of everything that the event says (SEC-80). */
export function canonicalEvent(event: UnchainedEvent): Uint8Array<ArrayBuffer> {
  const whole: Record<string, AuditJson> = {
    action: event.action,
    outcome: event.outcome,
    at: event.at.toISOString(),
    actorKind: event.actorKind,
    actorId: event.actorId,
    actorName: event.actorName,
    sessionId: event.sessionId,
    ip: event.ip,
    objectType: event.objectType,
    objectId: event.objectId,
    objectName: event.objectName,
    clientId: event.clientId ?? null,
    reason: event.reason ?? null,
    before: event.before ?? null,
    after: event.after ?? null,
  };
  const text = canonicalize(whole);
  if (text === undefined) throw new Error("An audit event must be JSON.");
  return new Uint8Array(Buffer.from(text));
}

/** The link of the chain: SHA-256 over a fixed word, the place, the hash before, and the bytes with their length. */
export function chainHash(seq: bigint, previous: Uint8Array, canon: Uint8Array): Uint8Array<ArrayBuffer> {
  const place = Buffer.alloc(16);
  place.writeBigUInt64BE(seq, 0);
  place.writeBigUInt64BE(BigInt(canon.length), 8);
  return sha256(Buffer.concat([DOMAIN, place.subarray(0, 8), previous, place.subarray(8), canon]));
}
