"use client";

import { useState } from "react";
import type { StepUpAsked } from "@/lib/errors";
import { inWords } from "../sign-in/browser-words";
import { goAndLink } from "../sign-in/issuer-journey";
import { Problem } from "../sign-in/problem";
import { Button } from "../ui/button";
import { StepUpDialog } from "../ui/step-up-dialog";

/** Links an issuer to one's own account: asks for a proof, then leads there and back. */
export function LinkIssuer({ provider }: { provider: { id: string; name: string } }) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [asked, setAsked] = useState<StepUpAsked | null>(null);

  async function link() {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    try {
      await goAndLink(provider.id);
    } catch (error) {
      setBusy(false);
      const refusal = inWords(error, window.location.origin);
      if (refusal?.stepUp) setAsked(refusal.stepUp);
      else setProblem(refusal?.message ?? null);
    }
  }

  return (
    <>
      {problem ? <Problem key={problem}>{problem}</Problem> : null}
      <Button aria-disabled={busy || undefined} onClick={() => void link()}>
        {busy ? `On the way to ${provider.name}…` : `Link ${provider.name}`}
      </Button>
      {asked ? (
        <StepUpDialog
          asked={asked}
          onCancel={() => setAsked(null)}
          onProved={() => {
            setAsked(null);
            void link();
          }}
        />
      ) : null}
    </>
  );
}
