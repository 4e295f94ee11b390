"use client";

import { Command } from "cmdk";
import { useRouter } from "next/navigation";
import { Dialog } from "radix-ui";
import { useEffect, useState, useSyncExternalStore } from "react";
import { groupHeading } from "../ui/combobox";
import { overlay } from "../ui/dialog";
import { PlatformMark } from "../ui/platform-mark";
import { type FoundItem, matchingActions, useSearch } from "./use-search";

export type CommandAction = {
  label: string;
  href: string;
  /** Further words by which it is found. */
  keywords?: string | undefined;
};

/** The field at the top that opens ⌘K: finds any person, client, asset or action, by keyboard alone. */
export function CommandMenu({ actions }: { actions: CommandAction[] }) {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [query, setQuery] = useState("");
  const { groups, searching, failed } = useSearch(open ? query : "");
  const found = matchingActions(actions, query);
  // Only the browser knows which keys its keyboard has.
  const shortcut = useSyncExternalStore(
    () => () => undefined,
    () => (/Mac|iPhone|iPad/.test(navigator.platform) ? "⌘K" : "Ctrl K"),
    () => "",
  );

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      setOpen((is) => !is);
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, []);

  function follow(href: string) {
    setOpen(false);
    router.push(href as never);
  }

  function openChange(next: boolean) {
    setOpen(next);
    if (!next) setQuery("");
  }

  return (
    <Dialog.Root open={open} onOpenChange={openChange}>
      <Dialog.Trigger className="flex min-h-8 w-full max-w-75 min-w-0 items-center justify-between gap-3 rounded border border-rule bg-sheet px-2.5 text-left text-third hover:border-strong max-md:min-h-10">
        <span className="truncate">Find a person, client, account id…</span>
        <kbd className="font-sans text-xs whitespace-nowrap max-md:hidden">{shortcut}</kbd>
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Overlay className={overlay} />
        <Dialog.Content
          aria-describedby={undefined}
          className="appear fixed inset-x-4 top-[10vh] z-50 mx-auto max-w-140 overflow-hidden rounded border border-strong bg-sheet shadow-float max-md:inset-x-0 max-md:top-0 max-md:rounded-t-none"
        >
          <Dialog.Title className="sr-only">Find or go to</Dialog.Title>
          <Command shouldFilter={false} label="Find or go to">
            <Command.Input
              value={query}
              onValueChange={setQuery}
              placeholder="Find a person, client, account id, or what to do"
              className="w-full border-b border-rule bg-transparent px-4 py-3 text-lead outline-none max-md:text-[1rem]"
            />
            <Command.List className="max-h-[60vh] overflow-y-auto p-1.5">
              <Command.Empty className="px-2.5 py-3 text-second">
                {searching ? "Looking…" : "Nothing was found. Try a part of the name, or of the account id."}
              </Command.Empty>
              {groups.map((group) => (
                <Command.Group key={group.label} heading={group.label} className={groupHeading}>
                  {group.items.map((item) => (
                    <Found key={item.href} item={item} onFollow={follow} />
                  ))}
                </Command.Group>
              ))}
              {found.length > 0 ? (
                <Command.Group heading={query ? "Actions and pages" : "Go to"} className={groupHeading}>
                  {found.map((action) => (
                    <Found key={action.href} item={action} onFollow={follow} />
                  ))}
                </Command.Group>
              ) : null}
            </Command.List>
          </Command>
          <p role="status" className="border-t border-rule px-4 py-2 text-sm text-third empty:hidden">
            {failed ? "The search did not answer. Pages and actions still work." : null}
          </p>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Found({ item, onFollow }: { item: FoundItem; onFollow: (href: string) => void }) {
  return (
    <Command.Item
      value={`${item.href} ${item.label}`}
      onSelect={() => onFollow(item.href)}
      className="flex min-h-8 cursor-pointer items-start gap-2 rounded-[4px] px-2.5 py-1.5 data-[selected=true]:bg-sunk"
    >
      {item.mark ? <PlatformMark letters={item.mark} /> : null}
      <span className="min-w-0 flex-1">{item.label}</span>
      {item.sub ? <span className="min-w-0 truncate text-third">{item.sub}</span> : null}
    </Command.Item>
  );
}
