"use client";

import { useState } from "react";
import type { FormAction } from "@/lib/form-state";
import type { ButtonSize } from "../ui/button";
import { DialogForm } from "../ui/dialog-form";
import { Field, useControl } from "../ui/field";
import { inputClass } from "../ui/inputs";

/** Sets a password, or changes it by the present one. */
export function PasswordForm({
  has,
  action,
  size,
}: {
  has: boolean;
  action: FormAction;
  size?: ButtonSize | undefined;
}) {
  const [shown, setShown] = useState(false);
  return (
    <DialogForm
      label={has ? "Change…" : "Set a password…"}
      size={size}
      title={has ? "Change your password" : "Set a password"}
      description={
        has
          ? "Your other sessions end with it."
          : "It signs in together with a second factor, never alone. Four or five words in a row are easy to keep; a password manager is better still."
      }
      action={action}
      submit={has ? "Change it" : "Set it"}
    >
      {has ? (
        <Field name="current" label="Present password">
          <Secret autoComplete="current-password" shown={shown} />
        </Field>
      ) : null}
      <Field
        name="password"
        label={has ? "New password" : "Password"}
        hint="From 15 to 128 characters, any of them."
      >
        <Secret autoComplete="new-password" shown={shown} />
      </Field>
      <label className="flex items-center gap-2">
        <input type="checkbox" checked={shown} onChange={(event) => setShown(event.target.checked)} />
        Show what I type
      </label>
    </DialogForm>
  );
}

/** A box for a password: never filled again from the server. Pasting is welcome. */
function Secret({ autoComplete, shown }: { autoComplete: string; shown: boolean }) {
  return (
    <input
      type={shown ? "text" : "password"}
      autoComplete={autoComplete}
      spellCheck={false}
      autoCapitalize="none"
      className={inputClass}
      {...useControl()}
    />
  );
}
