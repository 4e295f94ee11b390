import { clsx } from "clsx";
import { Link } from "./link";

export type Chip = { label: string; href: string; active?: boolean | undefined; count?: number | undefined };

/** A filter as a row of links, for few values of which each deserves to be seen. */
export function Chips({ label, items }: { label: string; items: Chip[] }) {
  return (
    <nav aria-label={label}>
      <ul className="flex flex-wrap gap-1.5">
        {items.map((item) => (
          <li key={item.label}>
            <Link
              href={item.href}
              tone="plain"
              scroll={false}
              aria-current={item.active ? "true" : undefined}
              className={clsx(
                "flex min-h-7 items-center gap-1.5 rounded border px-2.5 text-label max-md:min-h-9",
                item.active
                  ? "border-ink font-semibold text-ink"
                  : "border-rule text-second hover:border-strong hover:text-ink",
              )}
            >
              {item.label}
              {item.count === undefined ? null : <span className="font-normal text-third">{item.count}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
