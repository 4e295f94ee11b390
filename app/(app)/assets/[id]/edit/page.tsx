import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { OwnerAndCustodian } from "@/components/clients/asset-form";
import { ButtonLink } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { CommandForm } from "@/components/ui/form";
import { TextInput } from "@/components/ui/inputs";
import { Page } from "@/components/ui/page";
import { SubmitButton } from "@/components/ui/submit-button";
import { requireActor } from "@/lib/auth/session";
import { getAsset } from "@/lib/clients/queries/get-asset";
import { listContactOptions } from "@/lib/clients/queries/list-contact-options";
import { listPersonOptions } from "@/lib/people/queries/list-people";
import { personChoices } from "../../../people/choices";
import { editAssetAction } from "../../actions";

export const metadata: Metadata = { title: "Change an account" };

export default async function EditAssetPage({ params }: { params: Promise<{ id: string }> }) {
  const actor = await requireActor();
  const asset = await getAsset(actor, (await params).id);
  if (!asset?.can.write) notFound();
  const [people, contacts] = await Promise.all([
    listPersonOptions(actor),
    asset.client ? listContactOptions(actor, asset.client.id) : [],
  ]);
  const back = `/assets/${asset.id}`;
  return (
    <Page
      title={`Change ${asset.name}`}
      crumbs={[
        { label: "Assets", href: "/assets" },
        { label: asset.name, href: back },
      ]}
      lead="Platform and account id stay: another account is another entry."
    >
      <CommandForm action={editAssetAction} className="flex max-w-xl flex-col gap-4">
        <input type="hidden" name="assetId" value={asset.id} />
        <Field name="name" label="Name">
          <TextInput defaultValue={asset.name} />
        </Field>
        <OwnerAndCustodian
          people={personChoices(people)}
          contacts={contacts.map(({ id, name, email }) => ({ value: id, label: name, sub: email }))}
          asset={asset}
        />
        <div className="flex gap-2">
          <SubmitButton>Save</SubmitButton>
          <ButtonLink href={back}>Cancel</ButtonLink>
        </div>
      </CommandForm>
    </Page>
  );
}
