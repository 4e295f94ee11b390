"use client";

import { Field, useControl } from "../ui/field";
import { inputClass } from "../ui/inputs";

type Box = { autoComplete: "current-password" | "new-password"; shown: boolean };

/** A box for a password: never filled again from the server. Pasting is welcome. */
export function PasswordInput({ autoComplete, shown }: Box) {
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

/** Asks for a new password, and says what it has to be. */
export function NewPassword({ label, shown }: { label: string; shown: boolean }) {
  return (
    <Field name="password" label={label} hint="From 15 to 128 characters, any of them.">
      <PasswordInput autoComplete="new-password" shown={shown} />
    </Field>
  );
}

/** Whether the boxes show what is typed. */
export function ShowTyped({ shown, onChange }: { shown: boolean; onChange: (shown: boolean) => void }) {
  return (
    <label className="flex items-center gap-2">
      <input type="checkbox" checked={shown} onChange={(event) => onChange(event.target.checked)} />
      Show what I type
    </label>
  );
}
