"use client";

import { Field } from "../ui/field";
import { TextInput } from "../ui/inputs";
import { ask } from "./ask";
import { DoorForm } from "./door-form";

/** The first of two steps, for those who cannot use a passkey here: address and password. */
export function PasswordForm({ next }: { next: string }) {
  return (
    <DoorForm
      submit="Go on"
      busy="Looking…"
      secrets={["password"]}
      send={async (values) => {
        await ask("/api/sign-in/password", values);
        window.location.assign(next);
      }}
    >
      <Field name="email" label="Your e-mail address">
        <TextInput type="email" autoComplete="username" />
      </Field>
      <Field name="password" label="Password">
        <TextInput type="password" autoComplete="current-password" />
      </Field>
    </DoorForm>
  );
}
