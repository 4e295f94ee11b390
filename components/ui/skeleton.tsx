import { clsx } from "clsx";

/** A grey place holder for a line of text. `className` gives its width. */
export function SkeletonLine({ className }: { className?: string | undefined }) {
  return (
    <span
      className={clsx(
        "my-1 block h-3 animate-[breathe_1.6s_ease-in-out_infinite] rounded-[3px] bg-sunk",
        className,
      )}
    />
  );
}

const widths = ["w-3/5", "w-2/5", "w-1/2", "w-2/3"];

/** Rows as high as real ones (one line and one quiet line), so that nothing moves when those arrive. */
export function SkeletonRows({ rows = 8 }: { rows?: number | undefined }) {
  return (
    <div className="border-t border-strong">
      {Array.from({ length: rows }, (_, row) => row).map((row) => (
        <div key={row} className="flex gap-6 border-b border-rule py-2">
          <div className="flex-[2]">
            <SkeletonLine className={widths[row % 4]} />
            <SkeletonLine className="mt-1.5 w-1/4" />
          </div>
          <SkeletonLine className="flex-1 max-md:hidden" />
          <SkeletonLine className="flex-1 max-md:hidden" />
        </div>
      ))}
    </div>
  );
}

/** A whole page while the server works on it. */
export function SkeletonPage({ rows = 8 }: { rows?: number | undefined }) {
  return (
    <div role="status" className="flex flex-col gap-6">
      <span className="sr-only">Loading…</span>
      <div>
        <div className="flex h-8.5 items-center">
          <SkeletonLine className="h-5 w-80 max-w-full" />
        </div>
        <div className="mt-0.5 flex h-5.5 items-center">
          <SkeletonLine className="w-120 max-w-full" />
        </div>
      </div>
      <SkeletonRows rows={rows} />
    </div>
  );
}
