"use client";

import { useState } from "react";
import { Checkbox, CheckboxGroup } from "@/components/ui/choices";
import { DialogForm } from "@/components/ui/dialog-form";
import { Field } from "@/components/ui/field";
import { DateInput, TextArea } from "@/components/ui/inputs";
import { useAsked } from "@/components/ui/use-asked";
import type { FormAction } from "@/lib/form-state";
import type { ExtensionPreview } from "@/lib/requests/queries/preview-extension";

type Props = {
  grantId: string;
  /** "Standard of Omar Rahman on Kite – Search". */
  what: string;
  action: FormAction;
  size?: "small" | undefined;
  onDone?: (() => void) | undefined;
};

/**
 * Asks to keep access longer, with a new reason. Where it came by no request it also asks what it is for, and offers
 * the smallest role for that.
 */
export function ExtendDialog({ grantId, what, action, size, onDone }: Props) {
  return (
    <DialogForm
      label="Extend…"
      size={size}
      title="Keep it longer?"
      description={`${what}. It is asked for like new access; without a day, for as long again as it was given.`}
      action={action}
      submit="Ask for it"
      onDone={onDone}
    >
      <input type="hidden" name="grantId" value={grantId} />
      <WhatFor grantId={grantId} />
      <Field name="reason" label="Why it is still needed">
        <TextArea rows={2} />
      </Field>
      <Field name="until" label="Until the end of" optional>
        <DateInput />
      </Field>
    </DialogForm>
  );
}

const NO_ANSWER = "No answer came, so it cannot be shown what this is for. Close this and try again.";

/** What access is for that nobody has asked for; nothing where it came by a request. */
function WhatFor({ grantId }: { grantId: string }) {
  const [work, setWork] = useState<string[]>([]);
  const { answer, failed } = useAsked<ExtensionPreview>(
    "/api/requests/extension",
    { grantId, work },
    NO_ANSWER,
  );
  if (failed) return <p className="text-sm text-attention">{failed}</p>;
  if (!answer || answer.work.length === 0) return null;
  const { less, role } = answer;
  return (
    <>
      <Field
        name="work[]"
        label="What it is for"
        hint="It came by no request, so nobody has said. Choose what is still to be done."
        group
      >
        <CheckboxGroup
          options={answer.work.map(({ key, label }) => ({ value: key, label }))}
          layout="grid"
          onChange={setWork}
        />
      </Field>
      <div aria-live="polite">
        {less ? (
          <p>
            <span className="font-medium">{less.role}</span> is enough for this, and is what is asked for. It
            leaves out {less.leavesOut}, which {role} can do.
          </p>
        ) : work.length > 0 ? (
          <p className="text-second">{role} is the smallest that does this: it stays.</p>
        ) : null}
      </div>
      {less ? (
        <Checkbox
          name="keepRole"
          label={`Keep ${role}`}
          description="More than the smallest role always goes to the security lead, who reads why below."
        />
      ) : null}
    </>
  );
}
