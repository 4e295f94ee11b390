import { Combobox } from "@/components/ui/combobox";
import { DialogForm } from "@/components/ui/dialog-form";
import { Field } from "@/components/ui/field";
import { type Option, Select } from "@/components/ui/inputs";
import type { FormAction } from "@/lib/form-state";
import { choicesOf, linkWords } from "./words";

/** Records that another account stands above or below this one. */
export function LinkForm({
  action,
  assetId,
  side,
  others,
}: {
  action: FormAction;
  assetId: string;
  side: "above" | "below";
  others: Option[];
}) {
  const [here, there] = side === "above" ? ["belowId", "aboveId"] : ["aboveId", "belowId"];
  return (
    <DialogForm
      label="Link…"
      size="small"
      title={
        side === "above" ? "What gives access to this account?" : "What does this account give access to?"
      }
      description="Whoever holds the upper account then counts as reaching the lower one."
      action={action}
      submit="Record the link"
    >
      <input type="hidden" name={here} value={assetId} />
      <Field name={there ?? ""} label="Account">
        <Combobox options={others} />
      </Field>
      <Field name="kind" label="By">
        <Select options={choicesOf(linkWords)} />
      </Field>
    </DialogForm>
  );
}
