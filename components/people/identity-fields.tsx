import { Field } from "@/components/ui/field";
import { type Option, Select, TextInput } from "@/components/ui/inputs";
import type { PersonIdentity } from "@/lib/people/queries/get-person";
import { choicesOf, identityWords } from "./words";

/** Address, kind and platform of an identity. */
export function IdentityFields({ identity, platforms }: { identity?: PersonIdentity; platforms: Option[] }) {
  return (
    <>
      <Field name="address" label="Address or handle" hint="As the platform knows them.">
        <TextInput defaultValue={identity?.address} />
      </Field>
      <Field name="kind" label="Kind">
        <Select options={choicesOf(identityWords)} defaultValue={identity?.kind ?? "work"} />
      </Field>
      <Field name="platformId" label="Platform" optional>
        <Select
          options={[{ value: "", label: "Any that takes this address" }, ...platforms]}
          defaultValue={identity?.platform?.id ?? ""}
        />
      </Field>
    </>
  );
}
