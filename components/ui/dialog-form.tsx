"use client";

import { type ReactNode, useCallback, useState } from "react";
import type { FormAction } from "@/lib/form-state";
import { Button, type ButtonSize, type ButtonTone } from "./button";
import { Dialog } from "./dialog";
import { CommandForm } from "./form";
import { SubmitButton } from "./submit-button";

/** A button that opens a dialog with a form in it ("Reject…"); it closes when the command is done. */
export function DialogForm({
  label,
  tone,
  size,
  title,
  description,
  action,
  submit,
  submitTone,
  back = "Cancel",
  onDone,
  className,
  children,
}: {
  /** The button's words; end them with "…". */
  label: ReactNode;
  tone?: ButtonTone | undefined;
  size?: ButtonSize | undefined;
  title: string;
  description?: ReactNode;
  action: FormAction;
  /** The verb on the button that sends it. */
  submit: string;
  submitTone?: ButtonTone | undefined;
  /** The button that closes it; another word where the form itself cancels something. */
  back?: string | undefined;
  onDone?: (() => void) | undefined;
  className?: string | undefined;
  /** Hidden inputs and fields. */
  children: ReactNode;
}) {
  const [open, setOpen] = useState(false);
  const close = useCallback(() => setOpen(false), []);
  const done = useCallback(() => {
    setOpen(false);
    onDone?.();
  }, [onDone]);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={title}
      description={description}
      trigger={
        <Button tone={tone} size={size} className={className}>
          {label}
        </Button>
      }
    >
      <CommandForm action={action} onDone={done}>
        {children}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={close}>{back}</Button>
          <SubmitButton tone={submitTone ?? (tone === "danger" ? "danger" : "primary")}>
            {submit}
          </SubmitButton>
        </div>
      </CommandForm>
    </Dialog>
  );
}
