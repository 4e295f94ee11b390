"use client";

import { clsx } from "clsx";
import { DropdownMenu as Radix } from "radix-ui";
import { Fragment, type ReactNode } from "react";
import { Link } from "./link";

export type MenuItem = {
  label: string;
  /** Leads somewhere… */
  href?: string | undefined;
  /** …or does something. */
  onSelect?: (() => void) | undefined;
  tone?: "plain" | "danger" | undefined;
  /** A hairline above it. */
  separated?: boolean | undefined;
  disabled?: boolean | undefined;
};

/** Further actions behind one button. `trigger` is a button with a name. */
export function Menu({
  trigger,
  items,
  align = "end",
}: {
  trigger: ReactNode;
  items: MenuItem[];
  align?: "start" | "end" | undefined;
}) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className="appear z-50 min-w-44 rounded border border-strong bg-sheet p-1 shadow-float"
        >
          {items.map((item) => (
            <Fragment key={item.label}>
              {item.separated ? <Radix.Separator className="my-1 h-px bg-rule" /> : null}
              <Radix.Item
                asChild={item.href !== undefined}
                disabled={item.disabled ?? false}
                className={clsx(
                  "flex min-h-7.5 w-full cursor-pointer items-center rounded-[4px] px-2.5 outline-none data-disabled:cursor-not-allowed data-disabled:text-third data-highlighted:bg-sunk",
                  item.tone === "danger" && "text-critical",
                )}
                {...(item.onSelect ? { onSelect: item.onSelect } : {})}
              >
                {item.href === undefined ? (
                  item.label
                ) : (
                  <Link href={item.href} tone="plain">
                    {item.label}
                  </Link>
                )}
              </Radix.Item>
            </Fragment>
          ))}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
