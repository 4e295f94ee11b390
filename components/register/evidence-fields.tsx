"use client";

import { Field } from "@/components/ui/field";
import { FileInput } from "@/components/ui/file-input";
import { TextArea } from "@/components/ui/inputs";

/** A note and files, as every step takes them. */
export function EvidenceFields({
  noteHint,
  fileHint = "A screenshot or an export.",
}: {
  noteHint?: string | undefined;
  fileHint?: string | undefined;
}) {
  return (
    <>
      <Field name="note" label="Note" optional hint={noteHint}>
        <TextArea />
      </Field>
      <Field
        name="files[]"
        label="Files"
        optional
        hint={`${fileHint} PNG, JPEG, WebP, PDF, CSV or TXT, up to 10 MB together. Stored encrypted.`}
      >
        <FileInput accept=".png,.jpg,.jpeg,.webp,.pdf,.csv,.txt" multiple maxBytes={10 * 1024 * 1024} />
      </Field>
    </>
  );
}
