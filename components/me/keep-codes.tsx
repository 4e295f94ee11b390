"use client";

import { ask } from "../sign-in/ask";
import { CodeSheet } from "../sign-in/code-sheet";
import { Field } from "../ui/field";
import { TextInput } from "../ui/inputs";
import { StepForm } from "./step-form";
import { useWork } from "./use-work";

/**
 * The ten recovery codes, this once: to print, to keep as a file, and to type one back, which is what makes them
 * count.
 */
export function KeepCodes({
  codes,
  onKept,
}: {
  codes: readonly string[];
  onKept: (app: string | null) => void;
}) {
  const work = useWork();
  return (
    <div className="flex flex-col gap-4">
      <CodeSheet codes={codes} />
      <StepForm
        work={work}
        submit="I have kept them"
        onSubmit={async (text) => {
          const { app } = await ask<{ app: string | null }>("/api/factors/recovery-codes-kept", {
            code: text("code"),
          });
          onKept(app);
        }}
      >
        <Field
          name="code"
          label="One of the codes"
          hint="Type one from your paper or file. Until then none of them counts."
        >
          <TextInput spellCheck={false} autoCapitalize="characters" maxLength={60} />
        </Field>
      </StepForm>
    </div>
  );
}
