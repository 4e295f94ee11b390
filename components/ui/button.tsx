import { clsx } from "clsx";
import type { ComponentProps } from "react";
import { Link, type LinkProps } from "./link";

export type ButtonTone = "primary" | "plain" | "danger" | "quiet";
export type ButtonSize = "base" | "small";

const look = {
  primary: "border-accent bg-accent text-on-accent hover:border-accent-strong hover:bg-accent-strong",
  plain: "border-strong bg-sheet text-ink hover:bg-sunk",
  danger: "border-critical bg-sheet text-critical hover:bg-critical-ground",
  quiet: "border-transparent text-accent hover:bg-sunk",
} satisfies Record<ButtonTone, string>;

const sizes = {
  base: "min-h-8 px-3 py-1.5 max-md:min-h-10",
  small: "min-h-7 px-2.5 py-1 max-md:min-h-9",
} satisfies Record<ButtonSize, string>;

/** The classes of a button, for what must look like one and is something else. */
export function buttonClass(tone: ButtonTone = "plain", size: ButtonSize = "base"): string {
  return clsx(
    "inline-flex items-center justify-center gap-1.5 rounded border text-center text-label font-semibold",
    "transition-colors duration-100",
    "disabled:cursor-not-allowed disabled:border-rule disabled:bg-transparent disabled:text-third",
    "aria-disabled:cursor-not-allowed aria-disabled:opacity-60",
    sizes[size],
    look[tone],
  );
}

type Look = { tone?: ButtonTone | undefined; size?: ButtonSize | undefined };

/**
 * A button. One "primary" a page; "danger" is outlined, never filled; "quiet" for what is beside the point.
 * Inside a form a submit needs `SubmitButton` or `ConfirmButton`, which know when the form is busy.
 */
export function Button({ tone, size, className, type = "button", ...rest }: ComponentProps<"button"> & Look) {
  return <button type={type} className={clsx(buttonClass(tone, size), className)} {...rest} />;
}

/** A link that looks like a button: it leads somewhere, it does nothing. */
export function ButtonLink({ tone, size, className, ...rest }: Omit<LinkProps, "tone"> & Look) {
  return <Link tone="plain" className={clsx(buttonClass(tone, size), className)} {...rest} />;
}
