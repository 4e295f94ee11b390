"use client";

import { useEffect, useId, useState } from "react";
import { type Theme, themeOf, themes } from "./theme";

const names = { system: "As device", light: "Light", dark: "Dark" } satisfies Record<Theme, string>;
const year = 60 * 60 * 24 * 365;

/** Light, dark, or as the device says. Kept in a cookie, so that the server sends the right one at once. */
export function ThemeSwitch({ theme = "system" }: { theme?: Theme | undefined }) {
  const group = useId();
  const [chosen, setChosen] = useState(theme);

  // It may have been changed elsewhere since the server sent the page.
  useEffect(() => setChosen(themeOf(document.documentElement.dataset.theme)), []);

  function choose(next: Theme) {
    setChosen(next);
    document.documentElement.dataset.theme = next;
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser that we support
    document.cookie = `theme=${next}; path=/; max-age=${year}; samesite=lax`;
  }

  return (
    <fieldset className="flex rounded border border-strong p-0.5">
      <legend className="sr-only">Colours</legend>
      {themes.map((name) => (
        <label
          key={name}
          className="flex min-h-6 flex-1 cursor-pointer items-center justify-center rounded-[4px] px-2 text-sm whitespace-nowrap text-second has-checked:bg-sunk has-checked:font-semibold has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-accent"
        >
          <input
            type="radio"
            name={group}
            value={name}
            checked={chosen === name}
            onChange={() => choose(name)}
            className="sr-only"
          />
          {names[name]}
        </label>
      ))}
    </fieldset>
  );
}
