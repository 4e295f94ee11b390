import type { z } from "zod";
import { relyingParty } from "@/lib/auth/relying-party";
import { AppError, type ErrorCode, invalidInput } from "@/lib/errors";
import { readText } from "@/lib/http/read-text";
import { parseInput } from "@/lib/input";

const statusOf: Record<ErrorCode, number> = {
  invalid_input: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  unavailable: 503,
};

/** A refusal that ends by itself (lib/throttle.ts). */
const TOO_MANY = 429;

const LONGEST_BODY = 100_000;

/** An error as a route answers it: the sentence of an AppError, or the id under which a bug was logged. */
export function errorResponse(error: unknown): Response {
  if (error instanceof AppError) {
    const { code, message, fields, stepUp, retryAt } = error;
    const body = { error: { code, message, fields, stepUp } };
    if (!retryAt) return json(body, statusOf[code]);
    const seconds = Math.max(1, Math.ceil((retryAt.getTime() - Date.now()) / 1000));
    return json(body, TOO_MANY, { "Retry-After": String(seconds) });
  }
  const id = crypto.randomUUID();
  console.error(`error ${id}:`, error);
  const message = `Something went wrong on our side. Tell an owner of Keyholder this number: ${id}.`;
  return json({ error: { code: "internal", message, fields: {} } }, 500);
}

/** JSON that no cache keeps. */
export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return Response.json(body, { status, headers: { ...headers, "Cache-Control": "private, no-store" } });
}

/**
 * A route that takes JSON by POST from our own pages alone: the Origin must be ours, the type JSON (which no form
 * of another site can send), the size bounded, the content as the schema says, strictly.
 */
export function jsonRoute<Schema extends z.ZodType>(
  schema: Schema,
  answer: (input: z.output<Schema>) => Promise<unknown>,
): (request: Request) => Promise<Response> {
  return async (request) => {
    try {
      refuseForeign(request);
      return json(await answer(parseInput(schema, await readJson(request))));
    } catch (error) {
      return errorResponse(error);
    }
  };
}

/**
 * Refuses a request that another site's page, or no page at all, has sent: the Origin must be ours, whole. "null"
 * (a sandboxed frame, a file) is not. Raises forbidden.
 */
export function refuseForeign({ headers }: { headers: Pick<Headers, "get"> }): void {
  if (headers.get("origin") === relyingParty().origin) return;
  throw new AppError("forbidden", `Open Keyholder at ${relyingParty().origin} and try again there.`);
}

async function readJson(request: Request): Promise<unknown> {
  if (!request.headers.get("content-type")?.startsWith("application/json")) {
    throw invalidInput("Send this as JSON.");
  }
  const text = await readText(request, LONGEST_BODY);
  if (text === null) throw invalidInput("This is more than can be taken here.");
  try {
    return JSON.parse(text);
  } catch {
    throw invalidInput("This is not JSON.");
  }
}
