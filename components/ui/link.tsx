import { clsx } from "clsx";
import type { Route } from "next";
import NextLink from "next/link";
import type { ComponentProps } from "react";

export type LinkProps = Omit<ComponentProps<typeof NextLink>, "href"> & {
  href: string;
  /** "accent" is the one that looks like a link; "quiet" is ink that shows itself when pointed at. */
  tone?: "accent" | "quiet" | "plain" | undefined;
};

const tones = {
  accent: "rounded-[3px] text-accent underline-offset-3 hover:underline",
  quiet: "rounded-[3px] underline decoration-transparent underline-offset-3 hover:decoration-current",
  plain: "",
};

/**
 * A link inside the app. Takes any path of the app as a string, so lists can compute theirs. Does not fetch
 * ahead unless told so: a list of fifty rows would ask the server for fifty pages that nobody opens.
 */
export function Link({ href, tone = "accent", className, ...rest }: LinkProps) {
  return (
    <NextLink href={href as Route} prefetch={false} className={clsx(tones[tone], className)} {...rest} />
  );
}
