import { clsx } from "clsx";
import { Link } from "./link";

export type Tab = { href: string; label: string; count?: number | undefined; current?: boolean | undefined };

/** Views of one thing, as links, so that each has an address. */
export function Tabs({ label, tabs }: { label: string; tabs: Tab[] }) {
  return (
    <nav aria-label={label} className="border-b border-rule">
      <ul className="-mb-px flex gap-5 overflow-x-auto">
        {tabs.map((tab) => (
          <li key={tab.href}>
            <Link
              href={tab.href}
              tone="plain"
              aria-current={tab.current ? "page" : undefined}
              className={clsx(
                "flex min-h-9 items-center gap-1.5 border-b-2 whitespace-nowrap -outline-offset-2",
                tab.current
                  ? "border-ink font-semibold text-ink"
                  : "border-transparent text-second hover:border-strong hover:text-ink",
              )}
            >
              {tab.label}
              {tab.count === undefined ? null : <span className="font-normal text-third">{tab.count}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
