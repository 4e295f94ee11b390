"use client";

import { useRouter } from "next/navigation";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import type { Option } from "@/components/ui/inputs";

/** Which account it is about; the choice stands in the address, and the page brings the account's own roles. */
export function AccountPicker({
  path,
  accounts,
  chosen,
}: {
  /** Of the page that asks. */
  path: string;
  accounts: Option[];
  chosen?: string | undefined;
}) {
  const router = useRouter();
  return (
    <Field name="asset" label="Account">
      <Combobox
        options={accounts}
        defaultValue={chosen}
        placeholder="Client, account or id"
        onChange={([value]) => {
          if (value) router.replace(`${path}?asset=${value}` as never);
        }}
      />
    </Field>
  );
}
