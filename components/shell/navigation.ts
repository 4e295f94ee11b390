import type { Tone } from "../ui/shape";

export type NavItem = {
  href: string;
  label: string;
  count?: number | undefined;
  /** "critical" where the count itself is the alarm. */
  tone?: Extract<Tone, "plain" | "critical"> | undefined;
  group?: string | undefined;
  /** Further paths whose pages belong to it. */
  also?: readonly string[] | undefined;
};

/** Every entry of the navigation, in order. Which of them a person sees is for the layout to say. */
export const navigation = [
  { href: "/", label: "Today" },
  { href: "/room", label: "Your room" },
  { href: "/requests", label: "Requests" },
  { href: "/work", label: "Work" },
  { href: "/register", label: "Register" },
  { href: "/people", label: "People" },
  { href: "/clients", label: "Clients" },
  { href: "/assets", label: "Assets" },
  { href: "/departures", label: "Departures", group: "Taking back" },
  { href: "/moves", label: "Role changes", group: "Taking back" },
  { href: "/emergency", label: "Emergencies", group: "Taking back" },
  { href: "/logins", label: "Shared logins", group: "Taking back" },
  { href: "/findings", label: "Findings", group: "Taking back" },
  { href: "/import", label: "Import", group: "Set up" },
  { href: "/platforms", label: "Platforms", group: "Set up" },
  { href: "/members", label: "Members", group: "Set up" },
  { href: "/audit", label: "Audit", group: "Set up" },
  { href: "/settings", label: "Settings", group: "Set up" },
] as const satisfies NavItem[];

/** Whether a page at `pathname` belongs to an entry: "/" only to itself, others to all below them. */
export function isCurrent({ href, also = [] }: Pick<NavItem, "href" | "also">, pathname: string): boolean {
  const holds = (path: string) => pathname === path || (path !== "/" && pathname.startsWith(`${path}/`));
  return [href, ...also].some(holds);
}
