"use client";

import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";

export const overlay = "fixed inset-0 z-40 bg-veil";
export const floatingSheet =
  "appear fixed z-50 inset-x-4 top-[12vh] mx-auto max-h-[76vh] max-w-120 overflow-y-auto rounded border border-strong bg-sheet p-5 shadow-float " +
  "max-md:inset-x-0 max-md:top-auto max-md:bottom-0 max-md:max-h-[88vh] max-md:max-w-none max-md:rounded-b-none";

export type DialogProps = {
  /** A button that opens it; leave out when `open` is given. */
  trigger?: ReactNode;
  title: string;
  description?: ReactNode;
  open?: boolean | undefined;
  onOpenChange?: ((open: boolean) => void) | undefined;
  children?: ReactNode;
};

/** A sheet over the page; from the bottom on a phone. Esc and a press beside it close it. */
export function Dialog({ trigger, title, description, open, onOpenChange, children }: DialogProps) {
  return (
    <Radix.Root {...(open === undefined ? {} : { open })} {...(onOpenChange ? { onOpenChange } : {})}>
      {trigger ? <Radix.Trigger asChild>{trigger}</Radix.Trigger> : null}
      <Radix.Portal>
        <Radix.Overlay className={overlay} />
        <Radix.Content className={floatingSheet} {...(description ? {} : { "aria-describedby": undefined })}>
          <div className="flex items-start justify-between gap-4">
            <Radix.Title className="font-serif text-[1.25rem]/7 font-semibold">{title}</Radix.Title>
            <Radix.Close
              aria-label="Close"
              className="-mt-0.5 -mr-1.5 inline-flex size-8 shrink-0 items-center justify-center rounded text-third hover:bg-sunk hover:text-ink"
            >
              <X aria-hidden="true" className="size-4" strokeWidth={1.75} />
            </Radix.Close>
          </div>
          {description ? (
            <Radix.Description asChild>
              <div className="mt-1 text-second">{description}</div>
            </Radix.Description>
          ) : null}
          <div className="mt-4">{children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
