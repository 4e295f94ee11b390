import { z } from "zod";
import { type FieldErrors, invalidInput } from "@/lib/errors";

/** One line of text: trimmed, NFC, without control characters, from 1 to `max` characters. */
export const line = (max = 200) =>
  z
    .string()
    .trim()
    .normalize("NFC")
    .min(1, "Fill this in.")
    .max(max, `Keep this to ${max} characters.`)
    .regex(/^[^\p{Cc}]*$/u, "This has a character that cannot be shown.");

/** Several lines of text: as `line`, but line breaks and tabs may stay. */
export const paragraph = (max = 2000) =>
  z
    .string()
    .trim()
    .normalize("NFC")
    .min(1, "Fill this in.")
    .max(max, `Keep this to ${max} characters.`)
    .regex(/^[^\p{Cc}]*(?:[\n\r\t][^\p{Cc}]*)*$/u, "This has a character that cannot be shown.");

/** A field that may stay empty: then it is null. */
export const optional = <Schema extends z.ZodType>(schema: Schema) =>
  schema.nullish().transform((value) => value ?? null);

/** A row's id. */
export const id = () => z.uuid("Choose one from the list.");

/** Whether a part of an address can be a row's id; what cannot be one is not found. */
export const isId = (text: string | undefined): text is string => z.uuid().safeParse(text).success;

/** An e-mail address: NFKC first (GHSA-7rqj), lower case. */
export const email = () =>
  z.string().trim().normalize("NFKC").toLowerCase().max(254).pipe(z.email("This is not an e-mail address."));

/** A check box: absent when it is not ticked. */
export const checkbox = () =>
  z
    .union([z.boolean(), z.literal("on").transform(() => true), z.literal("off").transform(() => false)])
    .default(false);

/** A whole number as a form sends it: as text, or a number; not what a coercion would make one of (an array). */
export const wholeNumber = (min: number, max: number) =>
  z
    .union([z.number(), z.string().trim().min(1).transform(Number)], "This is not a number.")
    .pipe(
      z
        .number("This is not a number.")
        .int("This is not a whole number.")
        .min(min, `This is at least ${min}.`)
        .max(max, `This is at most ${max}.`),
    );

/** A calendar day as a form sends it ("2026-11-24"), as midnight UTC. A day that does not exist is refused. */
export const day = () =>
  z.iso.date("This is not a date of the calendar.").transform((text) => new Date(`${text}T00:00:00.000Z`));

/** A moment as a form sends it: ISO with a zone. */
export const moment = () =>
  z.iso
    .datetime({ offset: true, message: "This is not a date and time." })
    .transform((text) => new Date(text));

/**
 * Parses strictly. Raises invalid_input with a sentence for each field; the sentence of the whole names what to do.
 */
export function parseInput<Schema extends z.ZodType>(schema: Schema, raw: unknown): z.output<Schema> {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const fields: FieldErrors = {};
  for (const issue of parsed.error.issues) {
    const field = issue.path.join(".");
    fields[field] = [...(fields[field] ?? []), sentence(issue)];
  }
  throw invalidInput(
    fields[""]?.[0] ?? "Something is missing or cannot be used; see the marked fields.",
    fields,
  );
}

function sentence(issue: z.core.$ZodIssue): string {
  const missing = issue.code === "invalid_type" && issue.input === undefined;
  return missing || /^Invalid input: expected .* received undefined$/.test(issue.message)
    ? "Fill this in."
    : issue.message;
}
