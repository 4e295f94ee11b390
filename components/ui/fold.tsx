import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";

/**
 * A part of a page that stays shut behind one line, which says what is inside. The browser's own element: it opens
 * by keyboard, before the page is hydrated, and for a link that leads to something inside.
 */
export function Fold({
  summary,
  aside,
  open,
  children,
}: {
  summary: ReactNode;
  /** A few quiet words at the right of the line; below it on a phone. */
  aside?: ReactNode;
  open?: boolean | undefined;
  children: ReactNode;
}) {
  return (
    <details open={open}>
      <summary className="flex list-none items-start gap-2 py-2 max-md:py-2.5 [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden="true"
          className="mt-0.75 size-3.5 shrink-0 text-third [[open]>summary>&]:rotate-90"
          strokeWidth={2}
        />
        <span className="flex min-w-0 flex-1 justify-between gap-x-6 max-md:flex-wrap">
          <span className="min-w-0 wrap-anywhere">{summary}</span>
          {aside ? (
            <span className="min-w-0 truncate text-second md:max-w-64 md:shrink-0">{aside}</span>
          ) : null}
        </span>
      </summary>
      <div className="pb-3 pl-5.5 max-md:pl-0">{children}</div>
    </details>
  );
}
