"use client";

import { useState } from "react";
import type { FormAction } from "@/lib/form-state";
import { NewPassword, PasswordInput, ShowTyped } from "../sign-in/password-fields";
import type { ButtonSize } from "../ui/button";
import { DialogForm } from "../ui/dialog-form";
import { Field } from "../ui/field";

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
          <PasswordInput autoComplete="current-password" shown={shown} />
        </Field>
      ) : null}
      <NewPassword label={has ? "New password" : "Password"} shown={shown} />
      <ShowTyped shown={shown} onChange={setShown} />
    </DialogForm>
  );
}
