"use client";

import { ask } from "../sign-in/ask";
import { Button } from "../ui/button";
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
      <div data-print className="flex flex-col gap-2">
        <p className="hidden font-semibold print:block">
          Keyholder recovery codes, {window.location.host}, made {new Date().toISOString().slice(0, 10)}
        </p>
        <ol
          aria-label="Recovery codes"
          className="border-y border-rule py-2 leading-6 tracking-wide tabular-nums"
        >
          {codes.map((code) => (
            <li key={code} className="whitespace-nowrap">
              {code}
            </li>
          ))}
        </ol>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button size="small" onClick={() => window.print()}>
          Print
        </Button>
        <Button size="small" onClick={() => download(codes)}>
          Download
        </Button>
      </div>
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

/** Made in the browser from what it was shown: no address on the server gives the codes again. */
function download(codes: readonly string[]): void {
  const text = [
    `Keyholder recovery codes for ${window.location.host}`,
    `Made ${new Date().toISOString().slice(0, 10)}. Each stands in for a lost second factor, once.`,
    "",
    ...codes,
    "",
  ].join("\n");
  const address = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = "keyholder-recovery-codes.txt";
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
