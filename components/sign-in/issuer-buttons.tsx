"use client";

import { useState } from "react";
import { Button } from "../ui/button";
import { inWords } from "./browser-words";
import { goToIssuer } from "./issuer-journey";
import { Problem } from "./problem";

/** One button for each issuer. `came` is what the last try came to. */
export function IssuerButtons({
  providers,
  to,
  came,
}: {
  providers: { id: string; name: string }[];
  to: string;
  came: string | null;
}) {
  const [busy, setBusy] = useState<string | null>(null);
  const [problem, setProblem] = useState(came);

  async function go(providerId: string) {
    if (busy) return;
    setBusy(providerId);
    setProblem(null);
    try {
      await goToIssuer(providerId, to);
    } catch (error) {
      setBusy(null);
      setProblem(inWords(error, window.location.origin)?.message ?? null);
    }
  }

  if (providers.length === 0 && !problem) return null;
  return (
    <div className="flex flex-col gap-3">
      {problem ? <Problem key={problem}>{problem}</Problem> : null}
      {providers.map(({ id, name }) => (
        <Button
          key={id}
          className="w-full"
          aria-disabled={busy !== null || undefined}
          onClick={() => void go(id)}
        >
          {busy === id ? `On the way to ${name}…` : `Continue with ${name}`}
        </Button>
      ))}
    </div>
  );
}
