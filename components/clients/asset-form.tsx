"use client";

import { useState } from "react";
import { ButtonLink } from "@/components/ui/button";
import { RadioGroup } from "@/components/ui/choices";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { CommandForm } from "@/components/ui/form";
import { type Option, Select, TextInput } from "@/components/ui/inputs";
import { SubmitButton } from "@/components/ui/submit-button";
import type { FormAction } from "@/lib/form-state";
import type { PlatformOption } from "@/lib/platforms/queries";
import { choicesOf, ownerWords } from "./words";

export type ContactChoice = Option & { clientId: string };

/** A new account: whose it is, on which platform, its id in any form, and who manages it there. */
export function AssetForm({
  action,
  clients,
  clientId,
  platforms,
  people,
  contacts,
  back,
}: {
  action: FormAction;
  clients: Option[];
  clientId?: string | undefined;
  platforms: PlatformOption[];
  people: Option[];
  contacts: ContactChoice[];
  back: string;
}) {
  const [platformId, setPlatform] = useState("");
  const [type, setType] = useState("");
  const [client, setClient] = useState(clientId ?? "");
  const platform = platforms.find((each) => each.id === platformId);
  const types = platform?.assetTypes ?? [];
  const example = (types.find((each) => each.type === type) ?? types[0])?.idExample;
  return (
    <CommandForm action={action} className="flex max-w-xl flex-col gap-4">
      <Field
        name="clientId"
        label="Client"
        optional
        hint="Left empty: a manager account of the studio’s own."
      >
        <Combobox
          options={clients}
          defaultValue={clientId}
          placeholder="The studio’s own"
          onChange={([value]) => setClient(value ?? "")}
        />
      </Field>
      <Field name="platformId" label="Platform">
        <Combobox
          options={platforms.map((each) => ({ value: each.id, label: each.name, mark: each.mark }))}
          onChange={([value]) => {
            setPlatform(value ?? "");
            setType("");
          }}
        />
      </Field>
      <Field name="type" label="Kind of account">
        <Select
          key={platformId}
          disabled={types.length === 0}
          options={types.map((each) => ({ value: each.type, label: each.label }))}
          onChange={(event) => setType(event.currentTarget.value)}
        />
      </Field>
      <Field
        name="accountId"
        label="Account id"
        hint={
          example
            ? `In any form; the platform writes it like ${example}.`
            : "In any form, or the address of its page."
        }
      >
        <TextInput className="font-mono" spellCheck={false} />
      </Field>
      <Field name="name" label="Name" hint="As people here call it.">
        <TextInput />
      </Field>
      <OwnerAndCustodian
        people={people}
        contacts={contacts.filter((contact) => contact.clientId === client)}
      />
      <div className="flex gap-2">
        <SubmitButton>Add this account</SubmitButton>
        <ButtonLink href={back}>Cancel</ButtonLink>
      </div>
    </CommandForm>
  );
}

/** Who owns an account, and who manages it on the platform. */
export function OwnerAndCustodian({
  people,
  contacts,
  asset,
}: {
  people: Option[];
  contacts: Option[];
  asset?: {
    ownedBy: string;
    custodian: { id: string } | null;
    contactCustodian: { id: string } | null;
  };
}) {
  return (
    <>
      <Field name="ownedBy" label="Owned by" hint="It should be the client." group>
        <RadioGroup options={choicesOf(ownerWords)} defaultValue={asset?.ownedBy ?? "client"} />
      </Field>
      <Field
        name="custodianId"
        label="Custodian at the studio"
        optional
        hint="Who does the grants and removals there."
      >
        <Combobox options={people} defaultValue={asset?.custodian?.id} placeholder="Nobody" />
      </Field>
      {contacts.length > 0 ? (
        <Field name="contactCustodianId" label="Or custodian at the client" optional>
          <Combobox options={contacts} defaultValue={asset?.contactCustodian?.id} placeholder="Nobody" />
        </Field>
      ) : null}
    </>
  );
}
