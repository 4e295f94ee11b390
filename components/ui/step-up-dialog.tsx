"use client";

import { clsx } from "clsx";
import { useRef, useState } from "react";
import type { StepUpAsked } from "@/lib/errors";
import { inWords } from "../sign-in/browser-words";
import { confirmWithPasskey } from "../sign-in/ceremonies";
import { Problem } from "../sign-in/problem";
import { Button } from "./button";
import { Dialog } from "./dialog";

/**
 * Asks to confirm one action, where the person is; what they had typed stays behind it. `onProved` sends it again.
 */
export function StepUpDialog({
  asked,
  onProved,
  onCancel,
}: {
  asked: StepUpAsked;
  onProved: () => void;
  onCancel: () => void;
}) {
  const confirmButton = useRef<HTMLButtonElement>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function confirm() {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    try {
      await confirmWithPasskey(asked.id);
      onProved();
    } catch (error) {
      setBusy(false);
      setProblem(inWords(error, window.location.origin)?.message ?? null);
    }
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onCancel();
      }}
      title="Confirm that it is you"
      firstFocus={confirmButton}
      description={`What you are about to do: ${asked.does}. Your passkey confirms this one action.`}
    >
      {problem ? <Problem key={problem}>{problem}</Problem> : null}
      <div className={clsx("flex flex-wrap justify-end gap-2", problem && "mt-4")}>
        <Button onClick={onCancel}>Cancel</Button>
        <Button
          ref={confirmButton}
          tone="primary"
          aria-disabled={busy || undefined}
          onClick={() => void confirm()}
        >
          {busy ? "Waiting for your passkey…" : "Confirm with a passkey"}
        </Button>
      </div>
    </Dialog>
  );
}
