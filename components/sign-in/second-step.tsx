"use client";

import { useState } from "react";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Fold } from "../ui/fold";
import { TextInput } from "../ui/inputs";
import { ask, beginSession } from "./ask";
import { cannotUsePasskeys, inWords } from "./browser-words";
import { confirmWithSecondKey } from "./ceremonies";
import { DoorForm } from "./door-form";
import { Problem } from "./problem";

export type SecondFactors = { app: boolean; key: boolean; codes: boolean };

/** The second of two steps: what this account has for it, the strongest first. */
export function SecondStep({ origin, to, has }: { origin: string; to: string; has: SecondFactors }) {
  const done = async () => {
    await beginSession();
    window.location.assign(to);
  };
  if (!has.app && !has.key && !has.codes) {
    return (
      <p className="text-lead">
        This account has nothing yet for the second step. Sign in with a passkey, or ask an owner of
        Keyholder.
      </p>
    );
  }
  const codes = <RecoveryCodeForm done={done} tone={has.key || has.app ? "plain" : "primary"} />;
  return (
    <>
      {has.key ? <SecondKey origin={origin} done={done} /> : null}
      {has.app ? (
        <DoorForm
          submit="Sign in"
          busy="Looking…"
          tone={has.key ? "plain" : "primary"}
          secrets={["code"]}
          send={(values) => ask("/api/sign-in/totp", values).then(done)}
        >
          <Field
            name="code"
            label="Code of your authenticator app"
            hint="Six digits; a new one comes every half minute."
          >
            <TextInput
              autoComplete="one-time-code"
              inputMode="numeric"
              autoFocus={!has.key}
              className="font-mono"
            />
          </Field>
        </DoorForm>
      ) : null}
      {has.codes && (has.key || has.app) ? (
        <Fold summary="I have none of these with me: use a recovery code">{codes}</Fold>
      ) : null}
      {has.codes && !has.key && !has.app ? codes : null}
    </>
  );
}

type Step = { origin: string; done: () => Promise<void> };

function SecondKey({ origin, done }: Step) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function use() {
    if (busy) return;
    const cannot = cannotUsePasskeys(origin);
    if (cannot) return setProblem(cannot);
    setBusy(true);
    setProblem(null);
    try {
      await confirmWithSecondKey();
      await done();
    } catch (error) {
      setBusy(false);
      setProblem(inWords(error, origin)?.message ?? null);
    }
  }

  return (
    <div className="flex flex-col gap-4">
      {problem ? <Problem key={problem}>{problem}</Problem> : null}
      <Button tone="primary" aria-disabled={busy || undefined} className="w-full" onClick={() => void use()}>
        {busy ? "Waiting for your key…" : "Use a security key or passkey"}
      </Button>
    </div>
  );
}

function RecoveryCodeForm({ done, tone }: Pick<Step, "done"> & { tone: "plain" | "primary" }) {
  return (
    <DoorForm
      submit="Use this recovery code"
      busy="Looking…"
      tone={tone}
      secrets={["code"]}
      send={(values) => ask("/api/sign-in/recovery-code", values).then(done)}
    >
      <Field
        name="code"
        label="Recovery code"
        hint="One of the ten that you printed or saved. It works once; then you set up a new way to sign in."
      >
        <TextInput autoComplete="off" autoCapitalize="characters" spellCheck={false} className="font-mono" />
      </Field>
    </DoorForm>
  );
}
