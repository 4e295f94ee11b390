"use client";

import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from "react";

type Selection = {
  selected: readonly string[];
  toggle: (ids: readonly string[], on: boolean) => void;
  clear: () => void;
};

const SelectionContext = createContext<Selection | null>(null);

/** What is chosen for a decision. Throws outside of a `Selecting`. */
export function useSelection(): Selection {
  const selection = useContext(SelectionContext);
  if (!selection) throw new Error("A choice of items stands outside of Selecting.");
  return selection;
}

/** Around everything that chooses items and decides them. `all`: those that can be chosen; others fall out. */
export function Selecting({
  all,
  initial = [],
  children,
}: {
  all: readonly string[];
  initial?: readonly string[] | undefined;
  children: ReactNode;
}) {
  const [chosen, setChosen] = useState<readonly string[]>(initial);
  const toggle = useCallback((ids: readonly string[], on: boolean) => {
    setChosen((known) => {
      const rest = known.filter((id) => !ids.includes(id));
      return on ? [...rest, ...ids] : rest;
    });
  }, []);
  const clear = useCallback(() => setChosen([]), []);
  const value = useMemo(
    () => ({ selected: chosen.filter((id) => all.includes(id)), toggle, clear }),
    [chosen, all, toggle, clear],
  );
  return <SelectionContext value={value}>{children}</SelectionContext>;
}

/** A box that chooses one row, which may stand for several items. */
export function SelectBox({ ids, label }: { ids: readonly string[]; label: string }) {
  const { selected, toggle } = useSelection();
  return (
    <input
      type="checkbox"
      aria-label={label}
      className="mt-0.75 size-3.5 shrink-0 max-md:size-5"
      checked={ids.length > 0 && ids.every((id) => selected.includes(id))}
      onChange={(event) => toggle(ids, event.currentTarget.checked)}
    />
  );
}

/** A box that chooses all rows of a list, or none. */
export function SelectAll({ ids, children }: { ids: readonly string[]; children: ReactNode }) {
  const { selected, toggle } = useSelection();
  const every = ids.every((id) => selected.includes(id));
  return (
    <label className="flex w-fit items-center gap-2 text-second max-md:min-h-10">
      <input
        type="checkbox"
        className="size-3.5 shrink-0 max-md:size-5"
        checked={every}
        ref={(box) => {
          if (box) box.indeterminate = !every && selected.length > 0;
        }}
        onChange={(event) => toggle(ids, event.currentTarget.checked)}
      />
      {children}
    </label>
  );
}

/** The chosen items as the form sends them. */
export function SelectedInputs() {
  const { selected } = useSelection();
  return selected.map((id) => <input key={id} type="hidden" name="itemIds[]" value={id} />);
}
