import type { CommandAction } from "@/components/shell/command-menu";
import { type NavItem, navigation } from "@/components/shell/navigation";
import { type Actor, may } from "@/lib/auth/actor";
import type { Permission } from "@/lib/auth/permissions";
import { settingsFor } from "./settings/settings";

type Href = (typeof navigation)[number]["href"];

/** What a page of the navigation needs; the page's own queries ask the same. */
const needs: Record<Exclude<Href, "/settings">, Permission> = {
  "/": "today.read",
  "/room": "room.read",
  "/requests": "requests.read",
  "/work": "work.read",
  "/emergency": "emergency.read",
  "/register": "register.read",
  "/people": "people.read",
  "/clients": "clients.read",
  "/assets": "clients.read",
  "/departures": "departures.read",
  "/moves": "moves.read",
  "/logins": "people.read",
  "/findings": "register.read",
  "/import": "imports.run",
  "/platforms": "platforms.read",
  "/members": "members.read",
  "/audit": "audit.read",
};

/** Numbers at entries, from the queries of their domains. */
export type NavigationCounts = Partial<Record<Href, Pick<NavItem, "count" | "tone">>>;

/** The entries that this actor may open, in order, with their numbers. */
export function navigationFor(actor: Actor, counts: NavigationCounts = {}): NavItem[] {
  const settings = settingsFor(actor).map(({ href }) => href);
  return navigation
    .filter(({ href }) => (href === "/settings" ? settings.length > 0 : may(actor, needs[href])))
    .map((item) => ({
      ...item,
      ...counts[item.href],
      ...(item.href === "/settings" ? { also: settings } : {}),
    }));
}

const actions: (CommandAction & { needs: Permission })[] = [
  { label: "Ask for access", href: "/requests/new", keywords: "request grant role", needs: "requests.ask" },
  {
    label: "Take access in an emergency",
    href: "/emergency/new",
    keywords: "break glass urgent incident",
    needs: "emergency.take",
  },
  {
    label: "Start a departure",
    href: "/departures/new",
    keywords: "leave terminate offboard",
    needs: "departures.start",
  },
  {
    label: "I still see somebody who has left",
    href: "/seen",
    keywords: "report seen again departure alarm",
    needs: "departures.report",
  },
  {
    label: "Record access that exists",
    href: "/register/new",
    keywords: "grant key",
    needs: "register.record",
  },
  { label: "Bring a spreadsheet", href: "/import", keywords: "import csv xlsx people", needs: "imports.run" },
  { label: "Add a person", href: "/people/new", keywords: "joiner", needs: "people.write" },
  { label: "Add a client", href: "/clients/new", needs: "clients.write" },
  { label: "Add an account", href: "/assets/new", keywords: "asset property portal", needs: "clients.write" },
  { label: "Add a platform of your own", href: "/platforms/new", needs: "platforms.write" },
  {
    label: "Let a colleague decide in my place",
    href: "/settings/delegations",
    keywords: "delegate holiday stand in approver absence",
    needs: "delegations.make",
  },
  { label: "Invite somebody to sign in", href: "/members", keywords: "member role", needs: "members.invite" },
  {
    label: "Notifications",
    href: "/notifications",
    keywords: "told unread inbox bell",
    needs: "own.notices",
  },
  {
    label: "Choose how I am told",
    href: "/notifications/settings",
    keywords: "notifications mail digest",
    needs: "own.notices",
  },
  { label: "My passkeys and sessions", href: "/me", keywords: "what I hold", needs: "own.read" },
];

/** What ⌘K lets this actor begin; it finds people, clients, accounts and the pages by itself. */
export function actionsFor(actor: Actor): CommandAction[] {
  const settings = settingsFor(actor).map(({ href, label, does }) => ({ label, href, keywords: does }));
  const own = actions.filter((action) => may(actor, action.needs));
  return [...own.map(({ needs: _needs, ...action }) => action), ...settings];
}
