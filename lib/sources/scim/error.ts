import { AppError, type ErrorCode } from "@/lib/errors";

/** What RFC 7644 (table 9) calls the kinds of error. */
export type ScimType =
  | "invalidFilter"
  | "tooMany"
  | "uniqueness"
  | "mutability"
  | "invalidSyntax"
  | "invalidPath"
  | "noTarget"
  | "invalidValue"
  | "invalidVers"
  | "sensitive";

/** A refusal as SCIM has them: its status, its kind, and what is wrong in a sentence. */
export class ScimError extends AppError {
  readonly status: number;
  readonly scimType: ScimType | undefined;

  constructor(status: number, detail: string, scimType?: ScimType) {
    super(codeOf(status), detail);
    this.name = "ScimError";
    this.status = status;
    this.scimType = scimType;
  }
}

function codeOf(status: number): ErrorCode {
  if (status === 401) return "unauthenticated";
  if (status === 403) return "forbidden";
  if (status === 404) return "not_found";
  return status === 409 || status === 412 ? "conflict" : "invalid_input";
}

/** A bad request of this kind. */
export const bad = (scimType: ScimType, detail: string) => new ScimError(400, detail, scimType);

/** There is another one like it. */
export const taken = (detail: string) => new ScimError(409, detail, "uniqueness");
