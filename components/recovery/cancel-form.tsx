"use client";

import { useEffect, useState } from "react";
import { ask } from "../sign-in/ask";
import { inWords } from "../sign-in/browser-words";
import { DoorForm } from "../sign-in/door-form";
import { Problem } from "../sign-in/problem";
import { useSecret } from "../sign-in/use-secret";
import { Callout } from "../ui/callout";

/** Stops a recovery by the link in the mail. Opening it stops nothing: a mail scanner may have. */
export function CancelForm() {
  const token = useSecret();
  const [name, setName] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [stopped, setStopped] = useState(false);

  useEffect(() => {
    if (token === null) return;
    if (!token) return setProblem("The address has no link in it. Open the whole link of the mail.");
    ask<{ name: string }>("/api/recovery/cancel-link", { token }).then(
      (found) => setName(found.name),
      (error) => setProblem(inWords(error, window.location.origin)?.message ?? null),
    );
  }, [token]);

  if (problem) return <Problem key={problem}>{problem}</Problem>;
  if (stopped) {
    return (
      <Callout tone="fine" title="It is stopped">
        Nobody can come in by it, and the administrators are told. If you did not ask for this recovery, call
        one of them: somebody pretended to be you.
      </Callout>
    );
  }
  if (!name || !token) {
    return (
      <p role="status" className="text-second">
        Looking at the link…
      </p>
    );
  }
  return (
    <DoorForm
      submit="Stop the recovery"
      busy="Stopping it…"
      send={async () => {
        await ask("/api/recovery/cancel", { token });
        setStopped(true);
      }}
    >
      <p className="text-lead">
        Two administrators have confirmed that <strong className="font-semibold">{name}</strong> lost every
        way to sign in. If that is not so, stop it here.
      </p>
    </DoorForm>
  );
}
