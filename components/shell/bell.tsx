"use client";

import { clsx } from "clsx";
import { Bell as BellMark } from "lucide-react";
import { usePathname } from "next/navigation";
import { Link } from "../ui/link";
import { isCurrent } from "./navigation";

/** So many are counted; more is "99+". */
const MOST = 99;

/** Leads to what one was told, with the number of what one has not read. */
export function Bell({ unread }: { unread: number }) {
  const current = isCurrent({ href: "/notifications" }, usePathname());
  return (
    <Link
      href="/notifications"
      tone="plain"
      aria-label={unread > 0 ? `Notifications, ${unread} not read` : "Notifications"}
      aria-current={current ? "page" : undefined}
      className={clsx(
        "flex min-h-8 min-w-8 shrink-0 items-center justify-center gap-1 rounded px-1.5 tabular-nums hover:bg-sunk hover:text-ink max-md:min-h-10 max-md:min-w-10",
        current ? "bg-sunk text-ink" : "text-second",
      )}
    >
      <BellMark aria-hidden="true" className="size-4" strokeWidth={1.75} />
      {unread > 0 ? (
        <span aria-hidden="true" className="text-label font-semibold text-ink">
          {unread > MOST ? `${MOST}+` : unread}
        </span>
      ) : null}
    </Link>
  );
}
