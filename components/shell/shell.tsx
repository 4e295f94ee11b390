import type { ReactNode } from "react";
import { StatusLine } from "../ui/status-line";
import { Time } from "../ui/time";
import { Bell } from "./bell";
import { BottomBar } from "./bottom-bar";
import { type CommandAction, CommandMenu } from "./command-menu";
import { DemoNote } from "./demo-note";
import { Logo } from "./logo";
import { NavList } from "./nav-list";
import type { NavItem } from "./navigation";
import { UserBlock, type UserBlockProps } from "./user-block";

export type ShellProps = UserBlockProps & {
  /** The entries that this person sees, with counts. On a phone the first five stand in the bar. */
  nav: NavItem[];
  /** Now, for the date at the top. */
  today: Date;
  timeZone?: string | undefined;
  /** What ⌘K offers beside the pages of `nav`. */
  actions?: CommandAction[] | undefined;
  /** The invented studio: says so on every page. */
  demo?: boolean | undefined;
  /** How much of what they were told they have not read; null where nobody tells them anything here. */
  unread: number | null;
  children: ReactNode;
};

/** What stands around every page of a signed-in person: navigation, search, date, and who they are. */
export function Shell({
  nav,
  user,
  links,
  signOut,
  today,
  timeZone,
  actions = [],
  demo,
  unread,
  children,
}: ShellProps) {
  const goTo = nav.map(({ href, label, group }) => ({ href, label, keywords: group }));
  return (
    <div className="min-h-dvh md:grid md:grid-cols-[208px_minmax(0,1fr)] print:block">
      <a
        href="#main"
        className="fixed top-2 left-2 z-50 -translate-y-16 rounded bg-ink px-3 py-2 text-paper focus:translate-y-0"
      >
        Skip to the page
      </a>
      <nav aria-label="Main" className="border-r border-rule max-md:hidden print:hidden">
        <div className="sticky top-0 flex h-dvh flex-col px-2.5">
          <div className="px-2 pt-3 pb-3">
            <Logo />
          </div>
          {/* In a window that is too low the entries alone scroll; the name stays where it is. */}
          <div className="-mx-2.5 min-h-0 flex-1 overflow-y-auto px-2.5 [scrollbar-width:thin]">
            <NavList items={nav} />
          </div>
          <div className="border-t border-rule pt-2 pb-3">
            <UserBlock user={user} links={links} signOut={signOut} />
          </div>
        </div>
      </nav>
      <div className="min-w-0">
        {demo ? <DemoNote /> : null}
        <div className="mx-auto max-w-7xl px-8 pt-5.5 pb-16 max-md:px-4 max-md:pt-3 max-md:pb-24 print:p-0">
          <header className="mb-5 flex items-center justify-between gap-4 print:hidden">
            <div className="shrink-0 md:hidden">
              <Logo />
            </div>
            {/* Whoever has one page alone, a client's contact, finds nothing else. */}
            {nav.length > 1 ? <CommandMenu actions={[...actions, ...goTo]} /> : <span />}
            <div className="flex shrink-0 items-center gap-3">
              <p className="text-label text-third max-md:hidden">
                <Time value={today} as="long" timeZone={timeZone} />
              </p>
              {unread === null ? null : <Bell unread={unread} />}
            </div>
          </header>
          <main id="main" tabIndex={-1} className="outline-none">
            {children}
          </main>
        </div>
      </div>
      <BottomBar items={nav} user={user} links={links} signOut={signOut} />
      <StatusLine />
    </div>
  );
}
