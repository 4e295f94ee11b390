"use client";

import { useEffect, useState } from "react";

export type FoundItem = { href: string; label: string; sub?: string | undefined; mark?: string | undefined };
export type FoundGroup = { label: string; items: FoundItem[] };

type Search = { groups: FoundGroup[]; searching: boolean; failed: boolean };
const nothing: Search = { groups: [], searching: false, failed: false };

/** Asks `/api/search` after a short pause of typing; a newer question ends the older one. */
export function useSearch(query: string): Search {
  const [search, setSearch] = useState(nothing);
  const words = query.trim();

  useEffect(() => {
    if (words.length < 2) {
      setSearch(nothing);
      return;
    }
    const stop = new AbortController();
    setSearch((known) => ({ ...known, searching: true }));
    const timer = setTimeout(async () => {
      try {
        const answer = await fetch(`/api/search?q=${encodeURIComponent(words)}`, { signal: stop.signal });
        if (!answer.ok) throw new Error(`The search answered ${answer.status}.`);
        const { groups } = (await answer.json()) as { groups: FoundGroup[] };
        setSearch({
          groups: groups.filter((group) => group.items.length > 0),
          searching: false,
          failed: false,
        });
      } catch {
        if (!stop.signal.aborted) setSearch({ groups: [], searching: false, failed: true });
      }
    }, 150);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [words]);

  return search;
}

/** The actions in whose label or keywords every typed word occurs; all of them when nothing is typed. */
export function matchingActions<Action extends { label: string; keywords?: string | undefined }>(
  actions: Action[],
  query: string,
): Action[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return actions.filter((action) => {
    const text = `${action.label} ${action.keywords ?? ""}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
