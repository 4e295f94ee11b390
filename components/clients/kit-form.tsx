"use client";

import { useState } from "react";
import { RoleRung } from "@/components/requests/role-rung";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { CommandForm } from "@/components/ui/form";
import { TextInput } from "@/components/ui/inputs";
import { Section } from "@/components/ui/page";
import { PlatformMark } from "@/components/ui/platform-mark";
import { SubmitButton } from "@/components/ui/submit-button";
import { useAsked } from "@/components/ui/use-asked";
import type { KitOptions } from "@/lib/clients/queries/kit-options";
import type { FormAction } from "@/lib/form-state";
import type { WeighedLine } from "@/lib/requests/queries/weigh-kit";

const NO_ANSWER = "No answer came, so the smallest roles cannot be shown. You can still save the kit.";

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
  const [work, setWork] = useState<Record<string, string[]>>(
    Object.fromEntries(options.assets.map((asset) => [asset.id, asset.chosen])),
  );
  const lines = Object.entries(work).flatMap(([assetId, chosen]) =>
    chosen.length > 0 ? [{ assetId, work: chosen }] : [],
  );
  const { answer, failed } = useAsked<WeighedLine[]>(
    "/api/requests/kit",
    lines.length > 0 ? { engagementId: options.engagement.id, lines } : null,
    NO_ANSWER,
  );
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
              <div className="flex min-w-0 flex-1 flex-col gap-2">
                <Field
                  name={`lines[${place}].work[]`}
                  label={asset.name}
                  hint={
                    <>
                      {asset.platformName}, <span className="whitespace-nowrap">{asset.accountId}</span>
                    </>
                  }
                  optional="said"
                >
                  <Combobox
                    multiple
                    options={asset.work.map(({ key, label }) => ({ value: key, label }))}
                    defaultValue={asset.chosen}
                    placeholder="Nothing"
                    onChange={(chosen) => setWork((known) => ({ ...known, [asset.id]: chosen }))}
                  />
                </Field>
                {(work[asset.id] ?? []).length > 0 ? (
                  <Gives line={answer?.find((line) => line.assetId === asset.id)} />
                ) : null}
              </div>
            </li>
          ))}
        </ul>
        {failed ? <p className="text-second">{failed}</p> : null}
      </Section>
      <div className="flex gap-2">
        <SubmitButton>Save the kit</SubmitButton>
        <ButtonLink href={back}>Cancel</ButtonLink>
      </div>
    </CommandForm>
  );
}

/** What a line gives: the smallest role for its work, with the sentence that explains it. */
function Gives({ line }: { line: WeighedLine | undefined }) {
  return (
    <div aria-live="polite" className="flex min-h-5 flex-col gap-1 text-sm text-second">
      {line ? (
        <>
          {line.rung ? <RoleRung rung={line.rung} /> : <Badge tone="high">no role does all of this</Badge>}
          <p>{line.sentence}</p>
          {line.unverified ? (
            <p className="text-attention">What this role can do is not verified in the catalogue.</p>
          ) : null}
        </>
      ) : null}
    </div>
  );
}
