"use client";

import { useState } from "react";
import type { FormAction, FormState } from "@/lib/form-state";
import { Dialog } from "../ui/dialog";
import { CommandForm } from "../ui/form";
import { SubmitButton } from "../ui/submit-button";

/** Reads one mail of the outbox: its text comes once it is confirmed, and is gone when the dialog is closed. */
export function ReadMail({
  mail,
  action,
}: {
  mail: { id: string; to: string; subject: string };
  action: FormAction;
}) {
  const [text, setText] = useState<string | null>(null);

  async function read(previous: FormState, data: FormData): Promise<FormState> {
    const next = await action(previous, data);
    if (next?.status !== "done") return next;
    setText(next.message);
    return { status: "done", message: "The mail is open." };
  }

  return (
    <>
      <CommandForm
        action={read}
        label={`Read “${mail.subject}” to ${mail.to}`}
        className="flex flex-col items-start gap-2"
      >
        <input type="hidden" name="mailId" value={mail.id} />
        <SubmitButton tone="quiet" size="small" className="-ml-2.5">
          Read it
        </SubmitButton>
      </CommandForm>
      <Dialog
        open={text !== null}
        onOpenChange={(open) => {
          if (!open) setText(null);
        }}
        title={mail.subject}
        description={`To ${mail.to}. That you have read it stands in the audit log.`}
      >
        <pre className="font-sans whitespace-pre-wrap wrap-anywhere">{text}</pre>
      </Dialog>
    </>
  );
}
