"use client";

import { ChevronsUpDown } from "lucide-react";
import { Popover } from "radix-ui";
import type { ReactNode } from "react";
import { Link } from "../ui/link";
import { ThemeSwitch } from "../ui/theme-switch";

export type ShellUser = {
  name: string;
  /** "Security lead" */
  role: string;
  /** "passkey" */
  signedInWith: string;
};

export type UserBlockProps = {
  user: ShellUser;
  /** Links about oneself: "My keys", "Passkeys and sessions". */
  links?: { href: string; label: string }[] | undefined;
  /** A form with a button that signs out. */
  signOut?: ReactNode;
};

/** Who is signed in, as what and how; opens colours, own links and signing out. */
export function UserBlock({ user, links, signOut }: UserBlockProps) {
  return (
    <Popover.Root>
      <Popover.Trigger className="flex w-full items-start justify-between gap-2 rounded px-2 py-1.5 text-left hover:bg-sunk">
        <UserName user={user} />
        <ChevronsUpDown aria-hidden="true" className="mt-1 size-3.5 shrink-0 text-third" strokeWidth={1.75} />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          side="top"
          align="start"
          sideOffset={4}
          collisionPadding={8}
          aria-label="Your account"
          className="appear z-50 w-60 rounded border border-strong bg-sheet p-3 shadow-float"
        >
          <UserControls links={links} signOut={signOut} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

/** A name, and quietly the role and the way of signing in. */
export function UserName({ user }: { user: ShellUser }) {
  return (
    <span className="min-w-0">
      <span className="block">{user.name}</span>
      <span className="block text-xs text-third">
        {user.role} · signed in with {user.signedInWith}
      </span>
    </span>
  );
}

/** Colours, own links, signing out. */
export function UserControls({ links = [], signOut }: Omit<UserBlockProps, "user">) {
  return (
    <div className="flex flex-col gap-3">
      <ThemeSwitch />
      {links.length > 0 ? (
        <ul className="flex flex-col">
          {links.map((link) => (
            <li key={link.href}>
              <Link
                href={link.href}
                tone="plain"
                className="flex min-h-7.5 items-center rounded px-2 hover:bg-sunk"
              >
                {link.label}
              </Link>
            </li>
          ))}
        </ul>
      ) : null}
      {signOut}
    </div>
  );
}
