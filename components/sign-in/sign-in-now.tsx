"use client";

import { useState } from "react";
import { Button } from "../ui/button";
import { inWords } from "./browser-words";
import { signInWithPasskey } from "./ceremonies";
import { Problem } from "./problem";

/** Signs in anew with the passkey that was just made; the session that could only enrol is replaced. */
export function SignInNow({ origin }: { origin: string }) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function signIn() {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    try {
      await signInWithPasskey(false);
      window.location.assign("/");
    } catch (error) {
      setBusy(false);
      setProblem(inWords(error, origin)?.message ?? null);
    }
  }

  return (
    <>
      {problem ? <Problem key={problem}>{problem}</Problem> : null}
      <Button
        tone="primary"
        className="w-full"
        aria-disabled={busy || undefined}
        onClick={() => void signIn()}
      >
        {busy ? "Waiting for your passkey…" : "Sign in with your passkey"}
      </Button>
    </>
  );
}
