"use client";

import { useState } from "react";
import type { FormAction, FormState } from "@/lib/form-state";
import { CopyButton } from "../ui/copy-button";
import { CommandForm } from "../ui/form";
import { SubmitButton } from "../ui/submit-button";

/** Makes a secret of a connection, which is shown here this once. */
export function MakeSecret({ sourceId, action }: { sourceId: string; action: FormAction }) {
  const [secret, setSecret] = useState<string | null>(null);

  async function make(previous: FormState, data: FormData): Promise<FormState> {
    const next = await action(previous, data);
    if (next?.status !== "done") return next;
    setSecret(next.message);
    return { status: "done", message: "The secret is made. It stands below." };
  }

  return (
    <div className="flex flex-col gap-4">
      <CommandForm action={make} label="Make a secret">
        <input type="hidden" name="sourceId" value={sourceId} />
        <div>
          <SubmitButton>Make a secret</SubmitButton>
        </div>
      </CommandForm>
      {secret ? (
        <div role="status" className="border-l-2 border-accent py-0.5 pl-3.5">
          <p className="font-semibold">The secret is shown this once.</p>
          <p className="mt-1 flex items-start gap-1.5">
            <code className="min-w-0 font-mono text-sm break-all">{secret}</code>
            <CopyButton text={secret} what="the secret" />
          </p>
          <p className="mt-1 text-second">
            Enter it at the HR system. Whoever has it says who works here: it belongs in no mail and no chat.
          </p>
        </div>
      ) : null}
    </div>
  );
}
