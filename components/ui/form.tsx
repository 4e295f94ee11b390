"use client";

import { unstable_rethrow } from "next/navigation";
import {
  type ReactNode,
  type SubmitEvent,
  startTransition,
  useActionState,
  useEffect,
  useId,
  useRef,
  useState,
} from "react";
import type { StepUpAsked } from "@/lib/errors";
import type { FormAction, FormState } from "@/lib/form-state";
import { ErrorSummary } from "./error-summary";
import { FormProvider } from "./form-context";
import { announce } from "./status-line";
import { StepUpDialog } from "./step-up-dialog";

export type CommandFormProps = {
  action: FormAction;
  /** Given by the caller where one intent must count once over several forms; otherwise made here. */
  idempotencyKey?: string | undefined;
  /** Empty the form when it is done, for forms that add one thing after another. */
  resetWhenDone?: boolean | undefined;
  onDone?: ((message: string) => void) | undefined;
  className?: string | undefined;
  label?: string | undefined;
  children: ReactNode;
};

/**
 * A form that runs one command. Sends an idempotency key with it, so that a second press or a repeated
 * request counts once; keeps what was typed after an error; leads to the errors; says when it is done.
 */
export function CommandForm({
  action,
  idempotencyKey,
  resetWhenDone = false,
  onDone,
  className = "flex flex-col gap-4",
  label,
  children,
}: CommandFormProps) {
  const formId = useId();
  const form = useRef<HTMLFormElement>(null);
  const busy = useRef(false);
  const [key, setKey] = useState(idempotencyKey ?? "");
  const [asked, setAsked] = useState<{ stepUp: StepUpAsked; data: FormData } | null>(null);
  const [state, send, pending] = useActionState<FormState, FormData>(run, null);

  async function run(previous: FormState, data: FormData): Promise<FormState> {
    try {
      const next = await action(previous, data);
      if (next?.status === "step-up") {
        // Nothing was done yet: the same intent, under the same key, is sent again once it is confirmed.
        setAsked({ stepUp: next.stepUp, data });
        return next;
      }
      // An answer came: whatever is sent next is a new intent. Without an answer the key stays.
      if (idempotencyKey === undefined) setKey(crypto.randomUUID());
      return next;
    } catch (error) {
      unstable_rethrow(error);
      return {
        status: "error",
        message:
          "No answer came, so it is not certain that this was saved. Look at your connection and send it again; it will not count twice.",
        fields: {},
        values: previous && "values" in previous ? previous.values : {},
      };
    } finally {
      busy.current = false;
    }
  }

  useEffect(() => {
    if (idempotencyKey === undefined) setKey((known) => known || crypto.randomUUID());
  }, [idempotencyKey]);

  useEffect(() => {
    if (state?.status !== "done") return;
    announce(state.message);
    if (resetWhenDone) form.current?.reset();
    onDone?.(state.message);
  }, [state, resetWhenDone, onDone]);

  function sendConfirmed() {
    if (!asked) return;
    setAsked(null);
    busy.current = true;
    startTransition(() => send(asked.data));
  }

  // React empties a form after its action. Sent by hand it keeps what was typed; `action` stays for a press
  // that comes before the page is hydrated.
  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    event.stopPropagation();
    if (busy.current) return;
    busy.current = true;
    const data = new FormData(event.currentTarget, event.nativeEvent.submitter);
    // A file that was not chosen is sent as an empty one, which arrives with a name and looks like a choice.
    for (const [name, value] of [...data])
      if (value instanceof File && value.size === 0 && value.name === "") data.delete(name);
    startTransition(() => send(data));
  }

  return (
    <FormProvider value={{ formId, state, pending }}>
      <form
        ref={form}
        action={send}
        onSubmit={submit}
        noValidate
        aria-label={label}
        aria-busy={pending}
        className={className}
      >
        <input type="hidden" name="idempotencyKey" value={key} />
        <ErrorSummary state={state} formId={formId} />
        {children}
      </form>
      {asked ? (
        <StepUpDialog asked={asked.stepUp} onProved={sendConfirmed} onCancel={() => setAsked(null)} />
      ) : null}
    </FormProvider>
  );
}
