import { CopyButton } from "./copy-button";
import { shorten } from "./shorten";

/** A SHA-256, shortened to what eyes can compare: "sha256 9f2c…e41b". The button copies all of it. */
export function Hash({ value, full = false }: { value: string; full?: boolean | undefined }) {
  return (
    <span className="inline-flex max-w-full items-center gap-0.5 align-top font-mono text-[0.8125rem]/5 text-second">
      <span title={value} className="break-all">
        sha256 {full ? value : shorten(value, 4, 4)}
      </span>
      <CopyButton text={value} what="SHA-256" />
    </span>
  );
}
