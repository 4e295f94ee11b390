/** The six answers that are not a result. Everything else that is thrown is a bug. */
export type ErrorCode =
  | "invalid_input"
  | "unauthenticated"
  | "forbidden"
  | "not_found"
  | "conflict"
  | "unavailable";

/** Messages by field name, as a form shows them. */
export type FieldErrors = Record<string, string[]>;

/** What a refusal was about, for the audit log, where the actor alone does not say it (a failed sign-in). */
export type Refused = {
  objectType: string;
  objectId: string | null;
  objectName: string;
  /** What the log should know beyond the sentence that the person reads. */
  detail?: string | undefined;
};

/**
 * What the account can confirm with. A passkey wherever it has one; else its password with an authenticator app, or a
 * sign-in of a moment ago, where the strongest that it has suffices; else it has to make a passkey first (SEC-05).
 */
export type ProofMeans = "passkey" | "password" | "sign-in" | "nothing";

/** A proof that a command wants before it runs (SEC-05): the row to prove, what for, and with what. */
export type StepUpAsked = { id: string; does: string; means: ProofMeans };

/** The refusals that are a page of their own. */
const pageStatus: Partial<Record<ErrorCode, number>> = {
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
};

/** An expected refusal. The message is a whole sentence for a person: what is wrong, what to do. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly fields: FieldErrors;
  readonly refused: Refused | undefined;
  readonly stepUp: StepUpAsked | undefined;
  /** From when on it can be tried again; a route then answers 429. */
  readonly retryAt: Date | undefined;
  /**
   * As Next.js marks what its own `forbidden()` and `notFound()` throw: a page whose query refuses then shows
   * app/(app)/forbidden.tsx or not-found.tsx, and no page has to catch anything.
   */
  readonly digest: string | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    fields: FieldErrors = {},
    options?: ErrorOptions & {
      refused?: Refused | undefined;
      stepUp?: StepUpAsked | undefined;
      retryAt?: Date;
    },
  ) {
    super(message, options);
    this.name = "AppError";
    this.code = code;
    this.fields = fields;
    this.digest = code in pageStatus ? `NEXT_HTTP_ERROR_FALLBACK;${pageStatus[code]}` : undefined;
    this.refused = options?.refused;
    this.stepUp = options?.stepUp;
    this.retryAt = options?.retryAt;
  }
}

/** What was typed cannot be used; `fields` says where. */
export const invalidInput = (message: string, fields: FieldErrors = {}) =>
  new AppError("invalid_input", message, fields);

/** Nobody is signed in. */
export const unauthenticated = (message = "Sign in to go on.") => new AppError("unauthenticated", message);

/** Signed in, and theirs to do, once they have confirmed that it is them. */
export const stepUpNeeded = (stepUp: StepUpAsked) =>
  new AppError("unauthenticated", "Confirm that it is you to go on.", {}, { stepUp });

/** Signed in, but not theirs to do. */
export const forbidden = (
  message = "Your role does not allow this. Ask the security lead.",
  refused?: Refused,
) => new AppError("forbidden", message, {}, { refused });

/** Not there, or not for the one who asks: the two must not be told apart. */
export const notFound = (message = "This does not exist, or it is not for you to see.") =>
  new AppError("not_found", message);

/** The world has moved on since the page was read. */
export const conflict = (message: string) => new AppError("conflict", message);

/** Something that we need does not answer. */
export const unavailable = (message: string, cause?: unknown) =>
  new AppError("unavailable", message, {}, { cause });
