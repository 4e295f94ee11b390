"use client";

import type { FormAction, FormState } from "@/lib/form-state";
import { CommandForm } from "./form";
import type { Params } from "./href";
import { SubmitButton } from "./submit-button";

/**
 * Takes a list out that is sensitive as a whole: it is confirmed first, then the browser fetches the file from `path`,
 * once. What narrows the list is sent along, so that it is confirmed with it.
 */
export function ExportForm({
  action,
  path,
  params,
  narrowedBy,
}: {
  action: FormAction;
  path: string;
  params: Params;
  /** The names of the list's filters. */
  narrowedBy: readonly string[];
}) {
  async function take(previous: FormState, data: FormData): Promise<FormState> {
    const next = await action(previous, data);
    if (next?.status !== "done") return next;
    window.location.assign(`${path}?${new URLSearchParams({ ticket: next.message })}`);
    return { status: "done", message: "The file is on its way." };
  }

  return (
    <CommandForm action={take} label="Export" className="flex flex-col items-end gap-2">
      {["q", "sort", ...narrowedBy].map((name) => {
        const value = [params[name]].flat()[0];
        return value ? <input key={name} type="hidden" name={name} value={value} /> : null;
      })}
      <SubmitButton tone="plain">Export</SubmitButton>
    </CommandForm>
  );
}
