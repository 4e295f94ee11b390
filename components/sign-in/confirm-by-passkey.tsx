"use client";

import { clsx } from "clsx";
import { type RefObject, useState } from "react";
import { Button } from "../ui/button";
import { inWords } from "./browser-words";
import { confirmWithPasskey } from "./ceremonies";
import { Problem } from "./problem";

export type Proving = {
  stepUpId: string;
  onProved: () => void;
  onCancel: () => void;
  /** What takes the focus first. */
  first: RefObject<HTMLElement | null>;
};

/** Confirms with a passkey of one's own; each try takes a new challenge. */
export function ConfirmByPasskey({ stepUpId, onProved, onCancel, first }: Proving) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function confirm() {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    try {
      await confirmWithPasskey(stepUpId);
      onProved();
    } catch (error) {
      setBusy(false);
      setProblem(inWords(error, window.location.origin)?.message ?? null);
    }
  }

  return (
    <>
      {problem ? <Problem key={problem}>{problem}</Problem> : null}
      <div className={clsx("flex flex-wrap justify-end gap-2", problem && "mt-4")}>
        <Button onClick={onCancel}>Cancel</Button>
        <Button
          ref={(button) => {
            first.current = button;
          }}
          tone="primary"
          aria-disabled={busy || undefined}
          onClick={() => void confirm()}
        >
          {busy ? "Waiting for your passkey…" : "Confirm with a passkey"}
        </Button>
      </div>
    </>
  );
}
