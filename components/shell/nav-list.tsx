"use client";

import { clsx } from "clsx";
import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
import { Link } from "../ui/link";
import { isCurrent, type NavItem } from "./navigation";

/** The entries in their groups, with counts; the current one is marked, and in sight where the list scrolls. */
export function NavList({ items, onFollow }: { items: NavItem[]; onFollow?: (() => void) | undefined }) {
  const pathname = usePathname();
  const list = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page has another current entry
  useEffect(() => {
    list.current?.querySelector('[aria-current="page"]')?.scrollIntoView({ block: "nearest" });
  }, [pathname]);
  const groups = [...Map.groupBy(items, (item) => item.group ?? "")];
  return (
    <div ref={list}>
      {groups.map(([group, members]) => (
        <div key={group} className="mb-2 md:[@media(max-height:700px)]:mb-1">
          {group ? (
            <p className="px-2 pt-2 pb-1.5 text-sm font-medium text-third md:[@media(max-height:700px)]:pt-1 md:[@media(max-height:700px)]:pb-0.5">
              {group}
            </p>
          ) : null}
          <ul className="flex flex-col gap-px">
            {members.map((item) => (
              <NavLink key={item.href} item={item} current={isCurrent(item, pathname)} onFollow={onFollow} />
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}

function NavLink({
  item,
  current,
  onFollow,
}: {
  item: NavItem;
  current: boolean;
  onFollow: (() => void) | undefined;
}) {
  return (
    <li>
      <Link
        href={item.href}
        tone="plain"
        aria-current={current ? "page" : undefined}
        {...(onFollow ? { onClick: onFollow } : {})}
        className={clsx(
          "flex min-h-7.5 items-center justify-between gap-2 rounded px-2 max-md:min-h-10 md:[@media(701px<=height<=820px)]:min-h-6.5 md:[@media(max-height:700px)]:min-h-6",
          current ? "bg-sunk font-semibold text-ink" : "text-second hover:bg-sunk hover:text-ink",
        )}
      >
        {item.label}
        <NavCount item={item} />
      </Link>
    </li>
  );
}

/** The number at an entry; nothing when there is none to speak of. */
export function NavCount({ item }: { item: NavItem }) {
  if (!item.count) return null;
  return (
    <span className={item.tone === "critical" ? "font-semibold text-critical" : "font-normal text-third"}>
      {item.count}
    </span>
  );
}
