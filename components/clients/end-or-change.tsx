import type { ReactNode } from "react";
import { ButtonLink } from "@/components/ui/button";
import { DialogForm } from "@/components/ui/dialog-form";
import { Field } from "@/components/ui/field";
import { TextArea } from "@/components/ui/inputs";
import type { FormAction } from "@/lib/form-state";

/** What can be done with a client, an engagement or an account on its page: end it with a reason, or change it. */
export function EndOrChange({
  path,
  field,
  of: { id, name, whyNotEnded },
  ends,
  end,
  instead,
}: {
  /** Its own page: "/clients/…". */
  path: string;
  /** The input's name of the id: "clientId". */
  field: string;
  of: { id: string; name: string; whyNotEnded: string | null };
  /** What an end does, in a sentence; said when nothing stands against it. */
  ends: string;
  end: FormAction;
  /** In place of the plain end, where something hangs on it: the end that takes everything along. Null: no end now. */
  instead?: ReactNode;
}) {
  return (
    <>
      {instead === undefined ? (
        <DialogForm
          label="End…"
          tone="danger"
          title={`End ${name}?`}
          description={whyNotEnded ?? ends}
          action={end}
          submit="End it"
        >
          <input type="hidden" name={field} value={id} />
          <Field name="reason" label="Reason" optional>
            <TextArea />
          </Field>
        </DialogForm>
      ) : (
        instead
      )}
      <ButtonLink href={`${path}/edit`}>Change</ButtonLink>
    </>
  );
}
