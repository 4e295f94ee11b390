"use client";

import { ButtonLink } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { CommandForm } from "@/components/ui/form";
import { TextInput } from "@/components/ui/inputs";
import { Section } from "@/components/ui/page";
import { PlatformMark } from "@/components/ui/platform-mark";
import { SubmitButton } from "@/components/ui/submit-button";
import type { KitOptions } from "@/lib/clients/queries/kit-options";
import type { FormAction } from "@/lib/form-state";

/** What somebody in a role has to do on each of the client's accounts; nothing: the account is not in the kit. */
export function KitForm({
  action,
  options,
  role,
  back,
}: {
  action: FormAction;
  options: KitOptions;
  role: string;
  back: string;
}) {
  const list = "kit-roles";
  return (
    <CommandForm action={action} className="flex max-w-3xl flex-col gap-7" label="Kit">
      <input type="hidden" name="engagementId" value={options.engagement.id} />
      {role ? (
        <input type="hidden" name="role" value={role} />
      ) : (
        <Field name="role" label="Role" hint="As people have it on this engagement, like “Media buyer”.">
          <TextInput list={list} className="max-w-80" />
          <datalist id={list}>
            {options.roles.map((each) => (
              <option key={each} value={each} />
            ))}
          </datalist>
        </Field>
      )}
      <Section
        title="What has to be done, on which accounts"
        lead="An account on which nothing is chosen is not part of the kit. Keyholder works out the smallest roles."
      >
        <ul className="border-t border-strong">
          {options.assets.map((asset, place) => (
            <li key={asset.id} className="flex gap-2 border-b border-rule py-3">
              <input type="hidden" name={`lines[${place}].assetId`} value={asset.id} />
              <PlatformMark letters={asset.mark} name={asset.platformName} />
              <Field
                name={`lines[${place}].work[]`}
                label={asset.name}
                hint={
                  <>
                    {asset.platformName}, <span className="whitespace-nowrap">{asset.accountId}</span>
                  </>
                }
                optional
                className="flex-1"
              >
                <Combobox
                  multiple
                  options={asset.work.map(({ key, label }) => ({ value: key, label }))}
                  defaultValue={asset.chosen}
                  placeholder="Nothing"
                />
              </Field>
            </li>
          ))}
        </ul>
      </Section>
      <div className="flex gap-2">
        <SubmitButton>Save the kit</SubmitButton>
        <ButtonLink href={back}>Cancel</ButtonLink>
      </div>
    </CommandForm>
  );
}
