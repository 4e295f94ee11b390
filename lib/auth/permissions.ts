import type { Role } from "@/prisma/generated/enums";

/** What the system does by itself, each with the permissions that it needs and no others. */
export type SystemActorName = "operator" | "setup" | "demo" | "catalogue" | "mail" | "sign-in";

const everyone = ["owner", "security_lead", "account_manager", "hr", "staff", "auditor"] as const;
const all = [...everyone, "operator", "demo"] as const;

/** The one table of who may do what. An object's own rule (`allow` of its command) comes on top. */
export const permissions = {
  "register.read": ["owner", "security_lead", "account_manager", "hr", "auditor", "operator"],
  "register.record": ["owner", "security_lead", "operator", "demo"],
  // Departures run it too; from the register itself it is reached by withdraw-grants alone.
  "register.end": ["owner", "security_lead", "hr", "operator", "demo"],
  "register.withdraw": ["owner", "security_lead", "operator", "demo"],
  "findings.resolve": ["owner", "security_lead", "demo"],
  "people.read": ["owner", "security_lead", "account_manager", "hr", "auditor", "operator"],
  "people.write": ["owner", "security_lead", "hr", "operator", "setup", "demo"],
  "clients.read": ["owner", "security_lead", "account_manager", "hr", "auditor", "operator"],
  "clients.write": ["owner", "security_lead", "account_manager", "operator", "demo"],
  "platforms.read": all,
  "platforms.write": ["owner", "security_lead", "catalogue", "demo"],
  "requests.ask": ["owner", "security_lead", "account_manager", "hr", "staff", "demo"],
  "requests.read": ["owner", "security_lead", "account_manager", "hr", "staff", "auditor"],
  "requests.decide": ["owner", "security_lead", "demo"],
  "work.read": ["owner", "security_lead", "account_manager", "hr", "staff", "auditor"],
  "work.do": ["owner", "security_lead", "account_manager", "hr", "staff", "demo"],
  "departures.read": ["owner", "security_lead", "hr", "auditor", "operator"],
  "departures.start": ["owner", "security_lead", "hr", "operator", "demo"],
  "imports.run": ["owner", "security_lead", "operator", "demo"],
  "members.read": ["owner", "security_lead", "hr", "auditor"],
  "members.invite": ["owner", "operator", "setup", "demo"],
  "members.write": ["owner"],
  "accounts.set-up": ["setup"],
  "accounts.sign-in": ["sign-in"],
  "mail.read": ["owner"],
  "mail.deliver": ["mail"],
  "audit.read": ["owner", "security_lead", "auditor", "operator"],
  "demo.fill": ["demo"],
  "own.read": all,
  "own.write": everyone,
} as const satisfies Record<string, readonly (Role | SystemActorName)[]>;

export type Permission = keyof typeof permissions;
