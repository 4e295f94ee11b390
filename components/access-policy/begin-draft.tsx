"use client";

import type { FormAction } from "@/lib/form-state";
import { CommandForm } from "../ui/form";
import { SubmitButton } from "../ui/submit-button";

/** Begins a draft with the rules of a version. */
export function BeginDraft({ action, from, active }: { action: FormAction; from: number; active: boolean }) {
  return (
    <CommandForm action={action} label="Begin a draft" className="contents">
      <input type="hidden" name="from" value={from} />
      <SubmitButton tone={active ? "primary" : "plain"}>
        {active ? "Draft the next version" : `Draft from version ${from}`}
      </SubmitButton>
    </CommandForm>
  );
}
