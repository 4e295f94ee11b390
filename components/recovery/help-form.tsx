"use client";

import { useCallback, useEffect, useState } from "react";
import type { Claim } from "@/lib/accounts/claims";
import { ask, beginSession } from "../sign-in/ask";
import { inWords } from "../sign-in/browser-words";
import { DoorForm } from "../sign-in/door-form";
import { Problem } from "../sign-in/problem";
import { useSecret } from "../sign-in/use-secret";
import { Button, ButtonLink } from "../ui/button";
import { Callout } from "../ui/callout";
import { CopyButton } from "../ui/copy-button";
import { Field } from "../ui/field";
import { TextInput } from "../ui/inputs";

type Standing = Omit<Claim, "opensAt" | "expiresAt"> & { opensAt: string | null; expiresAt: string | null };

/** Asks two administrators for help; later, at the same address with its secret, tells how it stands. */
export function HelpForm() {
  const claim = useSecret();
  if (claim === null) return null;
  return claim ? <ClaimStanding claim={claim} /> : <AskForm />;
}

function AskForm() {
  return (
    <DoorForm
      submit="Ask for help"
      busy="Asking…"
      send={async ({ email = "" }) => {
        const { claim } = await ask<{ claim: string }>("/api/recovery/case", { email });
        window.location.hash = claim;
      }}
    >
      <Field name="email" label="Your e-mail address in Keyholder">
        <TextInput type="email" autoComplete="email" />
      </Field>
    </DoorForm>
  );
}

function ClaimStanding({ claim }: { claim: string }) {
  const [standing, setStanding] = useState<Standing | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  const look = useCallback(async () => {
    try {
      setStanding(await ask<Standing>("/api/recovery/standing", { claim }));
      setProblem(null);
    } catch (error) {
      setProblem(inWords(error, window.location.origin)?.message ?? null);
    }
  }, [claim]);
  useEffect(() => void look(), [look]);

  if (problem) return <Problem key={problem}>{problem}</Problem>;
  if (!standing) {
    return (
      <p role="status" className="text-second">
        Looking at how it stands…
      </p>
    );
  }
  const { state } = standing;
  return (
    <>
      {state === "waits" ? <Words phrase={standing.phrase} /> : null}
      <Callout tone={tones[state]} title={titles[state]}>
        {sentenceOf(standing)}
      </Callout>
      {state === "waits" || state === "cooling" || state === "open" ? <Keep address={claim} /> : null}
      {state === "open" ? (
        <DoorForm
          submit="Come in, and set up a new way to sign in"
          busy="Opening…"
          send={async () => {
            await ask("/api/recovery/claim", { claim });
            await beginSession();
            window.location.replace("/enrol");
          }}
        >
          <p className="text-second">
            It opens once, and what you have lost stops working for good. Have the device or security key here
            that you will sign in with.
          </p>
        </DoorForm>
      ) : null}
      {state === "waits" || state === "cooling" ? (
        <div>
          <Button onClick={() => void look()}>Look again</Button>
        </div>
      ) : null}
      {state === "closed" || state === "used" || state === "ran_out" ? (
        <div>
          <ButtonLink href="/sign-in">Go to the sign-in page</ButtonLink>
        </div>
      ) : null}
    </>
  );
}

const tones = {
  waits: "plain",
  cooling: "plain",
  open: "fine",
  closed: "attention",
  used: "attention",
  ran_out: "attention",
} as const;

const titles = {
  waits: "Two administrators have to confirm it",
  cooling: "Confirmed by both; now a day has to pass",
  open: "You can come in now",
  closed: "It was stopped",
  used: "It was used already",
  ran_out: "It has run out",
} as const;

function sentenceOf({ state, opensAt, expiresAt }: Standing): string {
  switch (state) {
    case "waits":
      return "Call one of them on a video call, have your ID card ready, and read the four words. Then call a second one. They ask you for nothing secret.";
    case "cooling":
      return `It opens at ${timeOf(opensAt)}. Until then whoever reads your mail can stop it, so that nobody else gets in under your name.`;
    case "open":
      return `It stays open until ${timeOf(expiresAt)}.`;
    case "closed":
      return "Somebody with access to your mail, or an administrator, has stopped it. If that was a mistake, call an administrator and ask again.";
    case "used":
      return "If that was not you, call an owner of Keyholder now: they disable the account.";
    case "ran_out":
      return "Nobody came in by it in time. Ask again.";
  }
}

const timeOf = (iso: string | null) =>
  iso ? `${iso.slice(0, 10)}, ${iso.slice(11, 16)} UTC` : "a time to come";

function Words({ phrase }: { phrase: string }) {
  return (
    <div>
      <p className="font-medium">Read these words to each administrator</p>
      <p className="mt-1 font-serif text-title" data-testid="phrase">
        {phrase}
      </p>
    </div>
  );
}

function Keep({ address }: { address: string }) {
  return (
    <div className="border-t border-rule pt-4">
      <p className="font-medium">Keep the address of this page, and give it to nobody</p>
      <p className="text-second">
        You come back by it, in this browser or another one. It is your part of the proof: no administrator
        may ask for it.
      </p>
      <p className="mt-1.5 flex items-start gap-1.5">
        <code className="min-w-0 font-mono text-sm break-all">{`${window.location.origin}/recover/help#${address}`}</code>
        <CopyButton text={`${window.location.origin}/recover/help#${address}`} what="the address" />
      </p>
    </div>
  );
}
