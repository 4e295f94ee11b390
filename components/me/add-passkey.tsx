"use client";

import { useRouter } from "next/navigation";
import { useId, useState } from "react";
import type { StepUpAsked } from "@/lib/errors";
import type { FormState } from "@/lib/form-state";
import { inWords } from "../sign-in/browser-words";
import { addPasskey } from "../sign-in/ceremonies";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { ErrorSummary } from "../ui/error-summary";
import { Field } from "../ui/field";
import { FormProvider } from "../ui/form-context";
import { TextInput } from "../ui/inputs";
import { announce } from "../ui/status-line";
import { StepUpDialog } from "../ui/step-up-dialog";

/** Makes another passkey: asks for a name, then the browser asks for the device or security key. */
export function AddPasskey({ origin, suggestion }: { origin: string; suggestion: string }) {
  const router = useRouter();
  const formId = useId();
  const [open, setOpen] = useState(false);
  const [pending, setPending] = useState(false);
  const [state, setState] = useState<FormState>(null);
  const [asked, setAsked] = useState<{ stepUp: StepUpAsked; name: string } | null>(null);

  async function add(name: string) {
    if (pending) return;
    setPending(true);
    setState(null);
    try {
      await addPasskey(name, "passkey");
      setOpen(false);
      announce(`The passkey "${name}" is added.`);
      router.refresh();
    } catch (error) {
      const refusal = inWords(error, origin);
      if (refusal?.stepUp) setAsked({ stepUp: refusal.stepUp, name });
      else if (refusal) {
        const { message, fields } = refusal;
        setState({ status: "error", message, fields, values: { name } });
      }
    } finally {
      setPending(false);
    }
  }

  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setState(null);
      }}
      title="Add a passkey"
      description="Give it a name by which you know it again. Your browser then asks where to keep it: this device, another one, or a security key."
      trigger={<Button tone="primary">Add a passkey…</Button>}
    >
      <FormProvider value={{ formId, state, pending }}>
        <form
          noValidate
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            const name = new FormData(event.currentTarget).get("name");
            void add(typeof name === "string" ? name : "");
          }}
        >
          <ErrorSummary state={state} formId={formId} />
          <Field name="name" label="Name">
            <TextInput defaultValue={suggestion} maxLength={60} />
          </Field>
          <div className="flex flex-wrap justify-end gap-2">
            <Button onClick={() => setOpen(false)}>Cancel</Button>
            <Button type="submit" tone="primary" aria-disabled={pending || undefined}>
              {pending ? "Waiting for your passkey…" : "Go on"}
            </Button>
          </div>
        </form>
        {asked ? (
          <StepUpDialog
            asked={asked.stepUp}
            onCancel={() => setAsked(null)}
            onProved={() => {
              setAsked(null);
              void add(asked.name);
            }}
          />
        ) : null}
      </FormProvider>
    </Dialog>
  );
}
