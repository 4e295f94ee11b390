"use client";

import { AlertDialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { Button, type ButtonTone } from "./button";
import { floatingSheet, overlay } from "./dialog";

/** Asks once more before something that is not easily taken back. `trigger` is a button. */
export function AlertDialog({
  trigger,
  title,
  description,
  confirm,
  cancel = "Cancel",
  tone = "danger",
  onConfirm,
}: {
  trigger: ReactNode;
  /** A question: "Start the departure of Tariq Haddad?" */
  title: string;
  /** What will happen, in numbers. */
  description: ReactNode;
  /** The verb on the button: "Start departure". */
  confirm: string;
  cancel?: string | undefined;
  tone?: ButtonTone | undefined;
  onConfirm: () => void;
}) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Overlay className={overlay} />
        <Radix.Content className={floatingSheet}>
          <Radix.Title className="font-serif text-[1.25rem]/7 font-semibold">{title}</Radix.Title>
          <Radix.Description asChild>
            <div className="mt-1 text-second">{description}</div>
          </Radix.Description>
          <div className="mt-5 flex flex-wrap justify-end gap-2">
            <Radix.Cancel asChild>
              <Button>{cancel}</Button>
            </Radix.Cancel>
            <Radix.Action asChild>
              <Button tone={tone} onClick={onConfirm}>
                {confirm}
              </Button>
            </Radix.Action>
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
