"use client";

import { useState } from "react";
import type { FormAction, FormState } from "@/lib/form-state";
import { CopyButton } from "../ui/copy-button";
import { Field } from "../ui/field";
import { CommandForm } from "../ui/form";
import { Select } from "../ui/inputs";
import { SubmitButton } from "../ui/submit-button";

const lives = [
  { value: "90", label: "90 days" },
  { value: "180", label: "180 days" },
  { value: "365", label: "a year" },
];

/** Makes a token of a connection, which is shown here this once. */
export function MakeToken({ sourceId, action }: { sourceId: string; action: FormAction }) {
  const [token, setToken] = useState<string | null>(null);

  async function make(previous: FormState, data: FormData): Promise<FormState> {
    const next = await action(previous, data);
    if (next?.status !== "done") return next;
    setToken(next.message);
    return { status: "done", message: "The token is made. It stands below." };
  }

  return (
    <div className="flex flex-col gap-4">
      <CommandForm action={make} label="Make a token" className="flex flex-wrap items-end gap-3">
        <input type="hidden" name="sourceId" value={sourceId} />
        <Field name="days" label="Good for">
          <Select options={lives} defaultValue="180" />
        </Field>
        <SubmitButton>Make a token</SubmitButton>
      </CommandForm>
      {token ? (
        <div role="status" className="border-l-2 border-accent py-0.5 pl-3.5">
          <p className="font-semibold">The token is shown this once.</p>
          <p className="mt-1 flex items-start gap-1.5">
            <code className="min-w-0 font-mono text-sm break-all" data-testid="scim-token">
              {token}
            </code>
            <CopyButton text={token} what="the token" />
          </p>
          <p className="mt-1 text-second">
            Enter it at the HR system. Whoever has it says who works here: it belongs in no mail and no chat.
          </p>
        </div>
      ) : null}
    </div>
  );
}
