import type { AuditOutcome } from "@/prisma/generated/enums";

/** JSON without surprises: what an audit event keeps of an object, secrets left out. */
export type AuditJson =
  | string
  | number
  | boolean
  | null
  | readonly AuditJson[]
  | { readonly [key: string]: AuditJson };

/** What a command says of one object that it changed; who, when, where and the action are the kernel's to add. */
export type AuditEntry = {
  /** The kind of object, as its page is called: "person", "grant", "task". */
  objectType: string;
  objectId: string | null;
  /** As a person recognises it, at that time. */
  objectName: string;
  /** The client whom it concerns, where there is one. */
  clientId?: string | null;
  reason?: string | null;
  before?: AuditJson;
  after?: AuditJson;
};

/** A whole event, ready for the chain but for its place in it. */
export type UnchainedEvent = AuditEntry & {
  action: string;
  outcome: AuditOutcome;
  at: Date;
  actorKind: "person" | "contact" | "system";
  actorId: string | null;
  actorName: string;
  sessionId: string | null;
  ip: string | null;
};
