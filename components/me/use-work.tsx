"use client";

import { type ReactNode, useState } from "react";
import type { StepUpAsked } from "@/lib/errors";
import type { FormState } from "@/lib/form-state";
import { inWords } from "../sign-in/browser-words";
import { StepUpDialog } from "../ui/step-up-dialog";

type Asked = { stepUp: StepUpAsked; again: () => Promise<void> };

/**
 * Runs work of several answers (a ceremony with the browser, a secret that is shown once). What goes wrong becomes
 * the form's state; where the server wants a proof, `dialog` asks for it, and the same work runs again.
 */
export function useWork(): {
  pending: boolean;
  state: FormState;
  dialog: ReactNode;
  run: (work: () => Promise<void>) => Promise<void>;
  clear: () => void;
} {
  const [pending, setPending] = useState(false);
  const [state, setState] = useState<FormState>(null);
  const [asked, setAsked] = useState<Asked | null>(null);

  async function run(work: () => Promise<void>) {
    if (pending) return;
    setPending(true);
    setState(null);
    try {
      await work();
    } catch (error) {
      const refusal = inWords(error, window.location.origin);
      if (refusal?.stepUp) setAsked({ stepUp: refusal.stepUp, again: () => run(work) });
      else if (refusal) {
        setState({ status: "error", message: refusal.message, fields: refusal.fields, values: {} });
      }
    } finally {
      setPending(false);
    }
  }

  const dialog = asked ? (
    <StepUpDialog
      asked={asked.stepUp}
      onCancel={() => setAsked(null)}
      onProved={() => {
        setAsked(null);
        void asked.again();
      }}
    />
  ) : null;
  return { pending, state, dialog, run, clear: () => setState(null) };
}
