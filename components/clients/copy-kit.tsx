"use client";

import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { countedInWords, sentence } from "@/components/ui/counted";
import { DialogForm } from "@/components/ui/dialog-form";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/inputs";
import { useAsked } from "@/components/ui/use-asked";
import type { FormAction } from "@/lib/form-state";
import type { CopyPreview } from "@/lib/requests/queries/weigh-kit";

type Props = {
  id: string;
  name: string;
  sources: { id: string; name: string }[];
  action: FormAction;
};

const NO_ANSWER = "No answer came, so it cannot be shown what the copy would bring. You can still copy.";

/** Copies the kits of another engagement, and shows before what that brings. */
export function CopyKit({ id, name, sources, action }: Props) {
  const [fromId, setFromId] = useState(sources[0]?.id ?? "");
  return (
    <DialogForm
      label="Copy…"
      size="small"
      title={`Copy kits to ${name}`}
      description="An account of the same client is itself; of another client, the one account that is like it. What is here already stays."
      action={action}
      submit="Copy"
    >
      <input type="hidden" name="engagementId" value={id} />
      <Field name="fromId" label="From which engagement">
        <Select
          options={sources.map((source) => ({ value: source.id, label: source.name }))}
          defaultValue={fromId}
          onChange={(event) => setFromId(event.currentTarget.value)}
        />
      </Field>
      <Preview engagementId={id} fromId={fromId} />
    </DialogForm>
  );
}

function Preview({ engagementId, fromId }: { engagementId: string; fromId: string }) {
  const { answer, failed } = useAsked<CopyPreview>(
    "/api/requests/kit-copy",
    { engagementId, fromId },
    NO_ANSWER,
  );
  if (failed) return <p className="text-second">{failed}</p>;
  if (!answer) return <p className="text-second">Looking what it brings…</p>;
  const { lines, leftOut } = answer;
  return (
    <div aria-live="polite" className="flex max-h-72 flex-col gap-2 overflow-y-auto">
      <p className="font-medium">
        {lines.length === 0
          ? "Nothing can be copied."
          : `${sentence(countedInWords(lines.length, "line"))} would be copied:`}
      </p>
      <ul>
        {lines.map((line) => (
          <li key={line.id} className="border-t border-rule py-1.5">
            {line.role}: {line.work} on {line.name}
            <p className="text-sm text-second">
              {line.rung ? `gives ${line.rung.name}` : <Badge tone="high">no role does all of this</Badge>}
            </p>
          </li>
        ))}
      </ul>
      {leftOut.length > 0 ? (
        <div className="text-sm text-third">
          <p>Left out:</p>
          <ul className="list-disc pl-4">
            {[...new Set(leftOut)].map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
        </div>
      ) : null}
    </div>
  );
}
