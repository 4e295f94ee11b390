import { parseSubmission } from "@conform-to/dom/future";
import { revalidatePath } from "next/cache";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { z } from "zod";
import { permissionRow } from "@/lib/auth/permissions";
import { requireActor, requireAnyActor } from "@/lib/auth/session";
import type { Command } from "@/lib/command";
import { AppError } from "@/lib/errors";
import type { FormAction, FormState } from "@/lib/form-state";
import { refuseForeign } from "@/lib/route";

type ActionOptions<Result> = {
  /** Where to go when it is done; null stays. */
  to?: (result: Result) => string | null;
  /** What to say when the page stays. */
  done?: string | ((result: Result) => string);
};

/**
 * Makes a command callable by a form. The form's field names are the input's keys, nested as `items[0].assetId`;
 * an empty field is an absent one. An AppError comes back as the form's state with what was typed; anything else
 * is a bug and reaches app/error.tsx.
 */
export function action<Schema extends z.ZodType, Result>(
  command: Command<Schema, Result>,
  options: ActionOptions<Result> = {},
): FormAction {
  return async (_previous: FormState, data: FormData): Promise<FormState> => {
    let result: Result;
    try {
      // Next.js compares the Origin with a header of the request; this compares it with our own address.
      refuseForeign({ headers: await headers() });
      const actor = await (permissionRow(command.permission).limited ? requireAnyActor() : requireActor());
      const { idempotencyKey, ...input } = readForm(data);
      result = await command(actor, input as z.input<Schema>, {
        idempotencyKey: typeof idempotencyKey === "string" ? idempotencyKey : undefined,
      });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      if (error.stepUp) return { status: "step-up", stepUp: error.stepUp, values: typed(data) };
      if (error.code === "unauthenticated") redirect("/sign-in");
      return { status: "error", message: error.message, fields: error.fields, values: typed(data) };
    }
    revalidatePath("/", "layout");
    const to = options.to?.(result) ?? null;
    if (to) redirect(to as never);
    const { done = "Done." } = options;
    return { status: "done", message: typeof done === "function" ? done(result) : done };
  };
}

/**
 * The form's content as an object: framework fields left out, empty text absent, nested by name. A field that may
 * come several times is named with `[]` at its end, and is an array even when it came once.
 */
export function readForm(data: FormData): Record<string, unknown> {
  const kept = new FormData();
  for (const [name, value] of data) {
    // A file input without a file arrives as an empty file that React's own encoding calls "undefined".
    const nameless = value instanceof File && (value.name === "" || value.name === "undefined");
    const empty = value === "" || (nameless && value.size === 0);
    if (!name.startsWith("$ACTION") && !empty) kept.append(name, value);
  }
  return parseSubmission(kept).payload;
}

/** Fields that are not sent back. */
const SECRET: ReadonlySet<string> = new Set(["password", "current"]);

function typed(data: FormData): Record<string, string | string[]> {
  const values: Record<string, string | string[]> = {};
  for (const name of new Set(data.keys())) {
    if (name.startsWith("$ACTION") || SECRET.has(name)) continue;
    const texts = data.getAll(name).filter((value) => typeof value === "string");
    values[name] = texts.length === 1 ? (texts[0] ?? "") : texts;
  }
  return values;
}
