export const themes = ["system", "light", "dark"] as const;

/** How the interface is lit: as the device says, or as the person chose. */
export type Theme = (typeof themes)[number];

/** The theme that a cookie's value names; anything unknown is "system". */
export function themeOf(value: string | undefined): Theme {
  return themes.find((theme) => theme === value) ?? "system";
}
