"use client";

import { Field } from "../ui/field";
import { TextInput } from "../ui/inputs";
import { StepForm } from "./step-form";

/** The first of two steps, for those who cannot use a passkey here: address and password. */
export function PasswordForm({ origin, next }: { origin: string; next: string }) {
  return (
    <StepForm
      path="/api/sign-in/password"
      origin={origin}
      done={() => window.location.assign(next)}
      label="Go on"
      busyLabel="Looking…"
      secrets={["password"]}
    >
      <Field name="email" label="Your e-mail address">
        <TextInput type="email" autoComplete="username" />
      </Field>
      <Field name="password" label="Password">
        <TextInput type="password" autoComplete="current-password" />
      </Field>
    </StepForm>
  );
}
