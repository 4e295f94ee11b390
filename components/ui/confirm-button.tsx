"use client";

import { type ReactNode, useRef } from "react";
import { AlertDialog } from "./alert-dialog";
import { Button } from "./button";
import { usePending } from "./form-context";
import type { SubmitButtonProps } from "./submit-button";

/** Like `SubmitButton`, but asks first: `title` and `description` say what will happen, `confirm` is the verb. */
export function ConfirmButton({
  children,
  title,
  description,
  confirm,
  tone = "danger",
  size,
  name,
  value,
  className,
}: SubmitButtonProps & { title: string; description: ReactNode; confirm: string }) {
  const pending = usePending();
  const submit = useRef<HTMLButtonElement>(null);

  // Disabled until now: otherwise Enter in a text field would press it and nobody would have been asked.
  function send() {
    if (!submit.current) return;
    submit.current.disabled = false;
    submit.current.click();
    submit.current.disabled = true;
  }

  return (
    <>
      <button ref={submit} type="submit" name={name} value={value} hidden disabled />
      <AlertDialog
        trigger={
          <Button tone={tone} size={size} className={className} aria-disabled={pending || undefined}>
            {children}
          </Button>
        }
        title={title}
        description={description}
        confirm={confirm}
        tone={tone === "danger" ? "danger" : "primary"}
        onConfirm={send}
      />
    </>
  );
}
