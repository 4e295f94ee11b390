import { type NavItem, navigation } from "@/components/shell/navigation";
import { type Actor, may } from "@/lib/auth/actor";
import type { Permission } from "@/lib/auth/permissions";

type Href = (typeof navigation)[number]["href"];

/** What a page of the navigation needs; the page's own queries ask the same. */
const needs: Record<Href, Permission> = {
  "/": "own.read",
  "/requests": "requests.read",
  "/work": "work.read",
  "/register": "register.read",
  "/people": "people.read",
  "/clients": "clients.read",
  "/assets": "clients.read",
  "/departures": "departures.read",
  "/findings": "register.read",
  "/import": "imports.run",
  "/platforms": "platforms.read",
  "/members": "members.read",
  "/outbox": "mail.read",
  "/audit": "audit.read",
};

/** Numbers at entries, from the queries of their domains. */
export type NavigationCounts = Partial<Record<Href, Pick<NavItem, "count" | "tone">>>;

/** The entries that this actor may open, in order, with their numbers. */
export function navigationFor(actor: Actor, counts: NavigationCounts = {}): NavItem[] {
  return navigation
    .filter((item) => may(actor, needs[item.href]))
    .map((item) => ({ ...item, ...counts[item.href] }));
}
