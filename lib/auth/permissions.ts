import type { ProofStrength, Role } from "@/prisma/generated/enums";

/** What the system does by itself, each with the permissions that it needs and no others. */
export type SystemActorName =
  | "operator"
  | "setup"
  | "demo"
  | "catalogue"
  | "mail"
  | "sign-in"
  | "clock"
  | "emergency"
  | "policy"
  | "consent"
  | "source"
  | "mover"
  | "finder";

type Row = {
  /** What it lets somebody do, as the page of roles says it. */
  does: string;
  who: readonly (Role | SystemActorName)[];
  /**
   * A fresh proof, bound to the command and all of its input, used once (SEC-05): `fresh` is phishing-resistant,
   * `strongest` the strongest that the account has (for one's own factors and sessions alone). Without it the session is enough.
   */
  proof?: ProofStrength;
  /** Open also to a session that may only enrol (a recovered one, or one that a stricter policy has caught). */
  limited?: true;
  /** Who has it hands it to a colleague for a time (a delegation); nothing else of a role is handed on. */
  delegated?: true;
};

const studio = ["owner", "security_lead", "account_manager", "hr", "staff", "auditor"] as const;
const everyone = [...studio, "client_contact"] as const;
const all = [...studio, "operator", "demo"] as const;
const readers = ["owner", "security_lead", "account_manager", "hr", "auditor", "operator"] as const;

/**
 * The one table of who may do what, and with what strength of proof; shown in the app as it stands. An object's own
 * rule (`allow` of its command: its state, whose it is) comes on top.
 */
export const permissions = {
  "register.read": { does: "Read the register: who holds what", who: readers },
  "register.record": {
    does: "Record what the register did not know",
    who: ["owner", "security_lead", "operator", "demo", "emergency", "policy", "consent"],
  },
  // A decision runs it, and nothing else does: so it goes with deciding.
  "register.begin": {
    does: "Begin the access that a decision gives",
    who: ["owner", "security_lead", "operator", "demo", "policy", "consent", "mover"],
    delegated: true,
  },
  // Departures and other causes run it; from the register itself it is reached by withdraw-grants and give-back alone.
  "register.end": {
    does: "Plan and cancel the work of a departure",
    who: ["owner", "security_lead", "hr", "operator", "demo", "source"],
  },
  "register.end-grants": {
    does: "End grants: in a departure, at their end, or one’s own",
    who: [
      "owner",
      "security_lead",
      "account_manager",
      "hr",
      "staff",
      "operator",
      "demo",
      "clock",
      "source",
      "mover",
      "finder",
    ],
  },
  "register.expire": { does: "Take back what has come to its end", who: ["clock"] },
  "register.remind": { does: "Tell people of ends and of work that is due", who: ["clock"] },
  "register.withdraw": {
    does: "Take single grants back",
    who: ["owner", "security_lead", "operator", "demo"],
  },
  "findings.resolve": { does: "Resolve findings", who: ["owner", "security_lead", "demo"] },
  "people.read": { does: "See people and their identities", who: readers },
  "people.write": {
    does: "Enter and change people and their identities",
    who: ["owner", "security_lead", "hr", "operator", "setup", "demo", "source"],
  },
  "devices.write": {
    does: "Attest the devices of others, and say that they are no longer in use",
    who: ["owner", "security_lead"],
  },
  "people.export": {
    does: "Take the list of people out of the house",
    who: ["owner", "security_lead", "account_manager", "hr", "auditor"],
    proof: "fresh",
  },
  "clients.read": { does: "See clients, engagements and accounts", who: readers },
  "clients.write": {
    does: "Enter and change clients, engagements and accounts",
    // The clock ends a client whose room has been open for long enough.
    who: ["owner", "security_lead", "account_manager", "operator", "demo", "source", "mover", "clock"],
  },
  "closings.start": {
    does: "End an engagement or a client with everything that hangs on it, and certify that",
    who: ["owner", "security_lead", "account_manager", "demo", "clock"],
  },
  "closings.cancel": { does: "Cancel such an end: the work goes on", who: ["owner", "security_lead"] },
  "closings.follow": { does: "Begin and settle ends of engagements when their day comes", who: ["clock"] },
  "platforms.read": { does: "See the catalogue of platforms and roles", who: all },
  "platforms.write": {
    does: "Add platforms, correct and confirm roles",
    who: ["owner", "security_lead", "catalogue", "demo"],
  },
  "requests.ask": {
    does: "Ask for access",
    who: ["owner", "security_lead", "account_manager", "hr", "staff", "demo", "mover"],
  },
  "requests.read": {
    does: "See requests: all of them, or one’s own",
    who: ["owner", "security_lead", "account_manager", "hr", "staff", "auditor"],
  },
  "requests.decide": {
    does: "Decide requests",
    who: ["owner", "security_lead", "demo"],
    delegated: true,
  },
  "requests.decide-privileged": {
    does: "Approve a role that administers, bills, reaches personal data, or is above the smallest",
    who: ["owner", "security_lead", "demo"],
    proof: "fresh",
    delegated: true,
  },
  "requests.remind-client": {
    does: "Ask a client’s contacts once more for their answer",
    who: ["owner", "security_lead", "account_manager", "hr"],
  },
  "delegations.read": {
    does: "See who decides requests in whose place",
    who: ["owner", "security_lead", "auditor"],
  },
  "delegations.make": {
    does: "Hand one’s deciding to a colleague for a time",
    who: ["owner", "security_lead"],
    proof: "fresh",
  },
  "delegations.end": {
    does: "End a delegation before its time",
    who: ["owner", "security_lead", "account_manager", "hr", "staff"],
  },
  "delegations.settle": { does: "End delegations, and tell who has to do with them", who: ["clock"] },
  "requests.expire": {
    does: "Tell of requests that nobody decided in time, and close them; remove old drafts",
    who: ["clock"],
  },
  "emergency.take": {
    does: "Take elevated access at once, in an emergency",
    who: ["owner", "security_lead", "account_manager", "staff"],
    proof: "fresh",
  },
  "emergency.read": {
    does: "See what was taken in emergencies: all of it, or one’s own",
    who: ["owner", "security_lead", "account_manager", "staff", "auditor"],
  },
  "emergency.review": {
    does: "Review what was taken in an emergency",
    who: ["owner", "security_lead"],
  },
  "emergency.remind": { does: "Tell of emergencies that nobody has reviewed", who: ["clock"] },
  "requests.decide-by-policy": {
    does: "Approve or refuse what a rule of the access policy says",
    who: ["policy"],
  },
  "access-policy.read": {
    does: "See the access policy: who decides what is asked",
    who: ["owner", "security_lead", "auditor"],
  },
  "access-policy.draft": {
    does: "Draft the next version of the access policy, and try it out",
    who: ["owner", "security_lead"],
  },
  "access-policy.activate": {
    does: "Activate a new version of the access policy",
    who: ["owner", "security_lead"],
    proof: "fresh",
  },
  "exceptions.read": {
    does: "See ethical walls and exceptions",
    who: ["owner", "security_lead", "account_manager", "hr", "auditor"],
  },
  "exceptions.approve": {
    does: "Make an exception from a precondition",
    who: ["owner", "security_lead"],
    proof: "fresh",
  },
  "exceptions.end": { does: "End an exception before its time", who: ["owner", "security_lead"] },
  "exceptions.expire": { does: "Take back what stood on an exception alone", who: ["clock"] },
  "walls.write": {
    does: "Raise and lower ethical walls between clients",
    who: ["owner", "security_lead"],
    proof: "fresh",
  },
  "conflicts.read": {
    does: "See which duties conflict, and who holds both",
    who: ["owner", "security_lead", "account_manager", "hr", "auditor"],
  },
  "conflicts.write": {
    does: "Declare, change and end conflicting duties",
    who: ["owner", "security_lead"],
    proof: "fresh",
  },
  "conflicts.find": { does: "Find who has come to conflicting duties", who: ["clock"] },
  "work.read": {
    does: "See the worklist: all of it, or one’s own",
    who: ["owner", "security_lead", "account_manager", "hr", "staff", "auditor"],
  },
  "work.do": {
    does: "Do tasks and give evidence",
    who: ["owner", "security_lead", "account_manager", "hr", "staff", "demo"],
  },
  "departures.read": {
    does: "Follow departures",
    who: ["owner", "security_lead", "hr", "auditor", "operator"],
  },
  "departures.start": {
    does: "Start and cancel departures",
    who: ["owner", "security_lead", "hr", "operator", "demo", "clock", "source"],
  },
  "departures.terminate": {
    does: "Terminate somebody now",
    who: ["owner", "security_lead", "hr", "operator", "demo", "source"],
    proof: "fresh",
  },
  "holds.write": {
    does: "Put a legal hold on somebody, and lift it",
    who: ["owner", "security_lead", "demo"],
    proof: "fresh",
  },
  "departures.remind": {
    does: "Tell of contracts that end and of what is late in a departure",
    who: ["clock"],
  },
  "sources.read": {
    does: "See the HR systems that say who works here, and what they said",
    who: ["owner", "security_lead", "hr", "auditor"],
  },
  "sources.write": {
    does: "Connect, change and end HR systems; make and revoke their tokens",
    who: ["owner", "operator", "demo"],
    proof: "fresh",
  },
  "sources.map-groups": {
    does: "Say which role on which engagement a group of an HR system means",
    who: ["owner", "security_lead", "demo"],
  },
  "sources.provision": { does: "Enter, change and end people as an HR system says", who: ["source"] },
  "sources.take-files": { does: "Take the files of an HR system’s folder in for review", who: ["source"] },
  "sources.remove-messages": { does: "Remove old calls of HR systems", who: ["clock"] },
  "departures.release": {
    does: "Release or drop departures that are held: more at once than is believable",
    who: ["owner", "security_lead", "hr"],
    proof: "fresh",
  },
  "departures.guard": {
    does: "Change how many departures at once are believed of HR systems",
    who: ["owner", "security_lead"],
    proof: "fresh",
  },
  "sources.report": {
    does: "Report departures in an HR system’s name",
    who: ["owner", "security_lead", "hr", "source", "operator", "demo"],
  },
  "moves.read": {
    does: "Follow changes of role: all of them, or those of one’s reports and one’s own",
    who: studio,
  },
  "moves.propose": {
    does: "Propose and cancel changes of role",
    who: ["owner", "security_lead", "hr", "demo"],
  },
  "moves.report": {
    does: "Propose changes of role in an HR system’s name",
    who: ["owner", "security_lead", "hr", "source", "operator", "demo"],
  },
  "moves.decide": {
    does: "Decide what a change of role keeps, lowers, takes away and asks for",
    who: ["owner", "security_lead", "account_manager", "hr", "staff"],
  },
  "moves.carry-out": { does: "Carry out a change of role on its day", who: ["mover"] },
  "moves.remind": { does: "Tell of changes of role that nobody has decided", who: ["clock"] },
  "departures.report": {
    does: "Report that somebody who has left was seen again",
    who: ["owner", "security_lead", "account_manager", "hr", "staff", "auditor"],
  },
  "departures.reopen": {
    does: "Take back keys that are found of people who leave, have left or are away",
    who: ["clock"],
  },
  "signatures.read": {
    does: "See the public keys that certificates are checked with",
    who: ["owner", "security_lead", "account_manager", "hr", "auditor"],
  },
  "signatures.rotate": {
    does: "Sign certificates with a new key",
    who: ["owner", "security_lead"],
    proof: "fresh",
  },
  "imports.run": { does: "Import spreadsheets", who: ["owner", "security_lead", "hr", "operator", "demo"] },
  "members.read": { does: "See who can sign in", who: ["owner", "security_lead", "hr", "auditor"] },
  "members.invite": {
    does: "Invite people to sign in",
    who: ["owner", "operator", "setup", "demo"],
    proof: "fresh",
  },
  "contacts.invite": {
    does: "Invite a client’s contact to the room of their client",
    who: ["owner", "security_lead", "account_manager", "operator", "demo"],
    proof: "fresh",
  },
  "members.withdraw": { does: "Withdraw an invitation", who: ["owner", "operator", "demo"] },
  "members.write": {
    does: "Change the roles of members; disable and enable accounts",
    who: ["owner"],
    proof: "fresh",
  },
  "members.end-sessions": { does: "End the sessions of a member", who: ["owner", "security_lead"] },
  "recovery.help": {
    does: "Help somebody back in who has lost every factor; two people do it together",
    who: ["owner", "security_lead"],
    proof: "fresh",
  },
  "recovery.stand-in": {
    does: "Stand in for a second administrator in a recovery, at the shell of the server",
    who: ["operator"],
  },
  "alarms.acknowledge": {
    does: "Answer for the use of a break-glass account",
    who: ["owner", "security_lead"],
  },
  "policy.read": {
    does: "See what counts as a sign-in, and this table",
    who: ["owner", "security_lead", "auditor"],
  },
  "policy.write": {
    does: "Change what counts as a sign-in, and the issuers that are believed",
    who: ["owner"],
    proof: "fresh",
  },
  "accounts.set-up": { does: "Make the setup link of the first start", who: ["setup"] },
  "accounts.sign-in": { does: "Sign somebody in", who: ["sign-in"] },
  "mail.read": { does: "See which mails were written", who: ["owner"] },
  "mail.open": { does: "Read a mail that may carry a one-time link", who: ["owner"], proof: "fresh" },
  "mail.deliver": { does: "Deliver mails", who: ["mail"] },
  "jobs.read": { does: "See what ran by itself, and what failed", who: ["owner"] },
  "jobs.run": { does: "Run a job again", who: ["owner"] },
  "hooks.read": {
    does: "See which channels of the chat are told",
    who: ["owner", "security_lead", "auditor"],
  },
  "hooks.write": {
    does: "Set up, change and end the channels of the chat that are told",
    who: ["owner"],
    proof: "fresh",
  },
  "hooks.test": { does: "Send a test to a channel of the chat", who: ["owner"] },
  "audit.read": { does: "Read the audit log", who: ["owner", "security_lead", "auditor", "operator"] },
  "audit.export": {
    does: "Take the audit log out of the house",
    who: ["owner", "security_lead", "auditor"],
    proof: "fresh",
  },
  "demo.fill": { does: "Fill the demo studio", who: ["demo"] },
  "today.read": { does: "Open Today: what there is to do", who: all },
  "room.read": {
    does: "See the own client’s room: who holds keys to its accounts, and what is asked for there",
    who: ["client_contact"],
  },
  "room.answer": {
    does: "Approve or decline what is asked for at the own client’s accounts",
    who: ["client_contact"],
  },
  "room.answer-privileged": {
    does: "Approve for the own client what takes the studio a passkey, too",
    who: ["client_contact"],
    proof: "fresh",
  },
  "own.read": { does: "See what one holds oneself, and one’s sessions", who: [...all, "client_contact"] },
  "own.give-back": {
    does: "Give back what one holds, or let it lapse",
    who: ["owner", "security_lead", "account_manager", "hr", "staff"],
  },
  "own.devices": { does: "Attest one’s own devices, and say that they are no longer in use", who: studio },
  // ASVS 7.5.2: whoever ends sessions has authenticated again.
  "own.write": { does: "End one’s own sessions", who: everyone, proof: "strongest" },
  "own.notices": { does: "See what one is told, and choose how", who: studio },
  "own.calendar": {
    does: "Make an address under which a calendar reads one’s own dates",
    who: studio,
    proof: "strongest",
  },
  "own.sign-out": { does: "Sign out", who: everyone, limited: true },
  "factors.read": { does: "See one’s own factors", who: [...all, "client_contact"], limited: true },
  "factors.add": {
    does: "Add a factor to one’s own account",
    who: everyone,
    proof: "strongest",
    limited: true,
  },
  "factors.finish": {
    does: "Finish adding a factor that was begun with a proof",
    who: everyone,
    limited: true,
  },
  "factors.remove": {
    does: "Rename and remove one’s own factors; set where notices of them go",
    who: everyone,
    proof: "strongest",
  },
  "step-up.prove": { does: "Confirm a sensitive action", who: everyone, limited: true },
} as const satisfies Record<string, Row>;

export type Permission = keyof typeof permissions;

/** A permission's row, as the table gives it. */
export const permissionRow = (permission: Permission): Row => permissions[permission];
