"use client";

import { browserSupportsWebAuthnAutofill } from "@simplewebauthn/browser";
import { useEffect, useId, useRef, useState } from "react";
import { Button } from "../ui/button";
import { inputClass } from "../ui/inputs";
import { cannotUsePasskeys, inWords } from "./browser-words";
import { signInWithPasskey } from "./ceremonies";
import { Problem } from "./problem";

/** A challenge is good for five minutes; a page that waits takes a new one before that. */
const RENEW_MS = 4 * 60_000;

/** Signs in by a passkey: chosen in the field, where the browser offers it, or asked for by the button. */
export function SignInForm({ origin, to }: { origin: string; to: string }) {
  const fieldId = useId();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [offersField, setOffersField] = useState(false);
  // The button's request takes the field's place in the browser; when it fails, the field has to ask anew.
  const offerAgain = useRef(() => {});

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let left = false;

    async function offer() {
      timer = setTimeout(offer, RENEW_MS);
      try {
        await signInWithPasskey(true);
        if (!left) window.location.assign(to);
      } catch (error) {
        const refusal = inWords(error, origin);
        if (refusal && refusal.code !== "browser" && !left) setProblem(refusal.message);
      }
    }

    async function begin() {
      const cannot = cannotUsePasskeys(origin);
      if (cannot) return setProblem(cannot);
      if (!(await browserSupportsWebAuthnAutofill()) || left) return;
      setOffersField(true);
      // The field has to be there before the browser is asked to offer passkeys in it.
      timer = setTimeout(offer, 0);
      offerAgain.current = () => {
        clearTimeout(timer);
        void offer();
      };
    }

    void begin();
    return () => {
      left = true;
      offerAgain.current = () => {};
      clearTimeout(timer);
    };
  }, [origin, to]);

  async function signIn() {
    if (busy) return;
    const cannot = cannotUsePasskeys(origin);
    if (cannot) return setProblem(cannot);
    setBusy(true);
    setProblem(null);
    try {
      await signInWithPasskey(false);
      window.location.assign(to);
    } catch (error) {
      setBusy(false);
      setProblem(inWords(error, origin)?.message ?? null);
      offerAgain.current();
    }
  }

  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void signIn();
      }}
    >
      {problem ? <Problem key={problem}>{problem}</Problem> : null}
      <Button type="submit" tone="primary" aria-disabled={busy || undefined} className="w-full">
        {busy ? "Waiting for your passkey…" : "Sign in with a passkey"}
      </Button>
      <div className={offersField ? "flex flex-col gap-1" : "invisible flex flex-col gap-1"}>
        <label htmlFor={fieldId} className="text-sm text-third">
          Or choose it from what your browser offers here
        </label>
        <input
          id={fieldId}
          name="account"
          autoComplete="username webauthn"
          className={inputClass}
          tabIndex={offersField ? undefined : -1}
        />
      </div>
    </form>
  );
}
