import { type Actor, may } from "@/lib/auth/actor";
import type { Permission } from "@/lib/auth/permissions";

/** A page on which something of the studio is set, as the page of settings tells of it. */
export type Setting = { href: string; label: string; does: string; group: string };

const settings: readonly (Setting & { needs: Permission })[] = [
  {
    href: "/settings/access-policy",
    label: "Access policy",
    does: "Who decides what is asked for, by ordered rules",
    group: "Deciding",
    needs: "access-policy.read",
  },
  {
    href: "/settings/conflicts",
    label: "Conflicting duties",
    does: "Pairs of work that nobody should hold together, and who does",
    group: "Deciding",
    needs: "conflicts.read",
  },
  {
    href: "/settings/delegations",
    label: "Delegations",
    does: "Who decides in whose place, while an approver is away",
    group: "Deciding",
    needs: "delegations.read",
  },
  {
    href: "/settings/exceptions",
    label: "Walls and exceptions",
    does: "Ethical walls between clients, and who is let through without a precondition",
    group: "Deciding",
    needs: "exceptions.read",
  },
  {
    href: "/settings/sign-in",
    label: "Sign-in policy",
    does: "What each role needs to sign in, and for how long that lasts",
    group: "Signing in",
    needs: "policy.read",
  },
  {
    href: "/settings/issuers",
    label: "Company sign-in",
    does: "Google Workspace, Entra ID, Okta and other issuers",
    group: "Signing in",
    needs: "policy.read",
  },
  {
    href: "/recovery",
    label: "Recovery",
    does: "Who has lost every way to sign in, and who helps them back",
    group: "Signing in",
    needs: "recovery.help",
  },
  {
    href: "/settings/signatures",
    label: "Signatures",
    does: "The keys that certificates are signed with, and checked by without Keyholder",
    group: "People",
    needs: "signatures.read",
  },
  {
    href: "/settings/sources",
    label: "HR systems",
    does: "Who says who works here: Okta, Entra ID and other systems",
    group: "People",
    needs: "sources.read",
  },
  {
    href: "/settings/roles",
    label: "What each role may do",
    does: "The table of permissions that Keyholder itself asks",
    group: "Signing in",
    needs: "policy.read",
  },
  {
    href: "/settings/hooks",
    label: "Chat channels",
    does: "What Slack and Teams are told",
    group: "Telling",
    needs: "hooks.read",
  },
  {
    href: "/outbox",
    label: "Outbox",
    does: "Every mail that Keyholder wrote, and whether it left",
    group: "Telling",
    needs: "mail.read",
  },
  {
    href: "/settings/jobs",
    label: "Jobs",
    does: "What Keyholder does by itself, what failed, and running it again",
    group: "Running",
    needs: "jobs.read",
  },
];

/** The settings that this actor may open, in order. */
export const settingsFor = (actor: Actor): Setting[] =>
  settings.filter(({ needs }) => may(actor, needs)).map(({ needs: _, ...setting }) => setting);
