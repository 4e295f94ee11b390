"use client";

import type { ReactNode } from "react";
import { Button, type ButtonSize, type ButtonTone } from "./button";
import { usePending } from "./form-context";

export type SubmitButtonProps = {
  children: ReactNode;
  tone?: ButtonTone | undefined;
  size?: ButtonSize | undefined;
  /** Sent along when this button was pressed. */
  name?: string | undefined;
  value?: string | undefined;
  className?: string | undefined;
};

/** Sends the form around it. While the form is busy it says so and ignores presses, but keeps the focus. */
export function SubmitButton({ children, tone = "primary", ...rest }: SubmitButtonProps) {
  const pending = usePending();
  return (
    <Button type="submit" tone={tone} aria-disabled={pending || undefined} {...rest}>
      {children}
    </Button>
  );
}
