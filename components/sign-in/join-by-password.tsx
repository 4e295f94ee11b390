"use client";

import { useState } from "react";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { TextInput } from "../ui/inputs";
import { AppSecret, type ShownSecret } from "./app-secret";
import { ask, beginSession } from "./ask";
import { CodeSheet } from "./code-sheet";
import { DoorForm } from "./door-form";
import { NewPassword, ShowTyped } from "./password-fields";

type Step =
  | { at: "password" }
  | { at: "app"; secret: ShownSecret }
  | { at: "codes"; codes: readonly string[] };

/**
 * Accepts an invitation without a passkey: a password, an app on the phone, recovery codes. Nothing begins before the
 * last of the three, so whoever stops half-way opens the link again and begins anew.
 */
export function JoinByPassword({
  token,
  email,
  onPasskey,
}: {
  token: string;
  email: string | null;
  onPasskey: () => void;
}) {
  const [step, setStep] = useState<Step>({ at: "password" });
  if (step.at === "password") {
    return (
      <>
        <PasswordStep token={token} email={email} onDone={(secret) => setStep({ at: "app", secret })} />
        <Button className="w-full" onClick={onPasskey}>
          Back to the passkey
        </Button>
      </>
    );
  }
  if (step.at === "app") {
    return <AppStep token={token} secret={step.secret} onDone={(codes) => setStep({ at: "codes", codes })} />;
  }
  return <CodesStep token={token} codes={step.codes} />;
}

/** What this step is for; read out when it comes, as the page before it is gone. */
function Lead({ title, children }: { title: string; children: string }) {
  return (
    <div role="status">
      <h2 className="text-lead font-semibold">{title}</h2>
      <p className="text-second">{children}</p>
    </div>
  );
}

function PasswordStep({
  token,
  email,
  onDone,
}: {
  token: string;
  email: string | null;
  onDone: (secret: ShownSecret) => void;
}) {
  const [shown, setShown] = useState(false);
  return (
    <DoorForm
      submit="Go on to the app"
      busy="Looking…"
      secrets={["password"]}
      send={async ({ password = "" }) =>
        onDone(await ask<ShownSecret>("/api/invitation/password", { token, password }))
      }
    >
      <Lead title="1 of 3: a password">
        It signs in together with an app on your phone, never alone. Four or five words in a row are easy to
        keep; a password manager is better still.
      </Lead>
      {email ? (
        // So that a password manager keeps the two together.
        <input type="email" autoComplete="username" value={email} readOnly hidden />
      ) : null}
      <NewPassword label="Password" shown={shown} />
      <ShowTyped shown={shown} onChange={setShown} />
    </DoorForm>
  );
}

function AppStep({
  token,
  secret,
  onDone,
}: {
  token: string;
  secret: ShownSecret;
  onDone: (codes: readonly string[]) => void;
}) {
  return (
    <DoorForm
      submit="Go on to the recovery codes"
      busy="Looking…"
      send={async ({ code = "" }) => {
        const { codes } = await ask<{ codes: string[] }>("/api/invitation/app-code", { token, code });
        onDone(codes);
      }}
    >
      <Lead title="2 of 3: an authenticator app">
        Scan this with an authenticator app on your phone, or type the letters into it. It is shown this once.
      </Lead>
      <AppSecret secret={secret} />
      <Field name="code" label="The six digits that the app shows">
        <TextInput
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={20}
          autoFocus
          className="max-w-36 tabular-nums"
        />
      </Field>
    </DoorForm>
  );
}

function CodesStep({ token, codes }: { token: string; codes: readonly string[] }) {
  return (
    <>
      <Lead title="3 of 3: recovery codes">
        If you lose the phone, one of these stands in for it, once. They are shown this once: keep them away
        from the phone.
      </Lead>
      <CodeSheet codes={codes} />
      <DoorForm
        submit="I have kept them: sign me in"
        busy="Signing you in…"
        send={async ({ code = "" }) => {
          await ask("/api/invitation/codes-kept", { token, code });
          await beginSession();
          window.location.replace("/");
        }}
      >
        <Field
          name="code"
          label="One of the codes"
          hint="Type one from your paper or file. With it your account begins."
        >
          <TextInput spellCheck={false} autoCapitalize="characters" maxLength={60} />
        </Field>
      </DoorForm>
    </>
  );
}
