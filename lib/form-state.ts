import type { StepUpAsked } from "@/lib/errors";

/**
 * What a form knows after it was sent: nothing yet, an error in plain words with the fields that it concerns
 * and what was typed, that a proof is wanted first, or done.
 */
export type FormState =
  | null
  | {
      status: "error";
      message: string;
      fields: Record<string, string[]>;
      values: Record<string, string | string[]>;
    }
  | { status: "step-up"; stepUp: StepUpAsked; values: Record<string, string | string[]> }
  | { status: "done"; message: string };

/** A server action as a form calls it. Keeps to React's `useActionState`. */
export type FormAction = (previous: FormState, data: FormData) => Promise<FormState>;
