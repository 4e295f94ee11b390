"use client";

import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import { type ReactNode, type RefObject, useRef } from "react";

/** As high as the sheet, so that a second dialog veils the first: what is opened later lies above. */
export const overlay = "fixed inset-0 z-50 bg-veil";
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
  /** What takes the focus when it opens; otherwise the first that can. */
  firstFocus?: RefObject<HTMLElement | null> | undefined;
  children?: ReactNode;
};

/**
 * A sheet over the page; from the bottom on a phone. Esc and a press beside it close it, and the focus goes back to
 * where it was.
 */
export function Dialog({
  trigger,
  title,
  description,
  open,
  onOpenChange,
  firstFocus,
  children,
}: DialogProps) {
  const before = useRef<Element | null>(null);

  function takeFocus(event: Event) {
    before.current = document.activeElement;
    if (!firstFocus?.current) return;
    event.preventDefault();
    firstFocus.current.focus();
  }

  // Radix gives the focus back to the trigger; without one it would be lost.
  function giveFocusBack(event: Event) {
    if (trigger || !(before.current instanceof HTMLElement)) return;
    event.preventDefault();
    before.current.focus();
  }

  return (
    <Radix.Root {...(open === undefined ? {} : { open })} {...(onOpenChange ? { onOpenChange } : {})}>
      {trigger ? <Radix.Trigger asChild>{trigger}</Radix.Trigger> : null}
      <Radix.Portal>
        <Radix.Overlay className={overlay} />
        <Radix.Content
          className={floatingSheet}
          onOpenAutoFocus={takeFocus}
          onCloseAutoFocus={giveFocusBack}
          {...(description ? {} : { "aria-describedby": undefined })}
        >
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
