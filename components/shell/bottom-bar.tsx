"use client";

import { clsx } from "clsx";
import { usePathname } from "next/navigation";
import { useState } from "react";
import { Dialog } from "../ui/dialog";
import { Link } from "../ui/link";
import { NavCount, NavList } from "./nav-list";
import { isCurrent, type NavItem } from "./navigation";
import { type UserBlockProps, UserControls, UserName } from "./user-block";

const entry =
  "flex min-h-13 items-center justify-center gap-1 border-t-2 text-center text-xs/4 -outline-offset-2";

/** The navigation on a phone: the first five entries, and the rest on a sheet. */
export function BottomBar({ items, user, links, signOut }: { items: NavItem[] } & UserBlockProps) {
  const pathname = usePathname();
  const [open, setOpen] = useState(false);
  const bar = items.slice(0, 5);
  const rest = items.slice(5);
  const inRest = rest.some((item) => isCurrent(item, pathname));
  return (
    <nav
      aria-label="Main"
      className="fixed inset-x-0 bottom-0 z-30 border-t border-rule bg-paper pb-[env(safe-area-inset-bottom)] md:hidden print:hidden"
    >
      <ul className="-mt-px grid auto-cols-fr grid-flow-col">
        {bar.map((item) => {
          const current = isCurrent(item, pathname);
          return (
            <li key={item.href}>
              <Link
                href={item.href}
                tone="plain"
                aria-current={current ? "page" : undefined}
                className={clsx(
                  entry,
                  current ? "border-ink font-semibold" : "border-transparent text-second",
                )}
              >
                {item.label}
                <NavCount item={item} />
              </Link>
            </li>
          );
        })}
        <li>
          <Dialog
            open={open}
            onOpenChange={setOpen}
            title="Keyholder"
            trigger={
              <button
                type="button"
                className={clsx(
                  entry,
                  "w-full",
                  inRest ? "border-ink font-semibold" : "border-transparent text-second",
                )}
              >
                More
              </button>
            }
          >
            <div className="-mx-2">
              <NavList items={rest} onFollow={() => setOpen(false)} />
            </div>
            <div className="mt-2 flex flex-col gap-3 border-t border-rule pt-4">
              <UserName user={user} />
              <UserControls links={links} signOut={signOut} />
            </div>
          </Dialog>
        </li>
      </ul>
    </nav>
  );
}
