import type { Permission, SystemActorName } from "@/lib/auth/permissions";

/** What a permission is about, by the first word of its name. What is missing here stands under that word itself. */
export const groupNames: Record<string, string> = {
  register: "Register",
  findings: "Findings",
  people: "People",
  clients: "Clients and accounts",
  platforms: "Platforms",
  requests: "Requests",
  emergency: "Emergencies",
  "access-policy": "Access policy",
  exceptions: "Walls and exceptions",
  walls: "Walls and exceptions",
  conflicts: "Conflicting duties",
  work: "Work",
  departures: "Departures",
  imports: "Imports",
  members: "Members",
  contacts: "Members",
  recovery: "Sign-in and policy",
  alarms: "Sign-in and policy",
  policy: "Sign-in and policy",
  accounts: "Sign-in and policy",
  mail: "Mail and jobs",
  hooks: "Mail and jobs",
  jobs: "Mail and jobs",
  audit: "Audit",
  room: "Client room",
  today: "Oneself",
  own: "Oneself",
  factors: "Oneself",
  "step-up": "Oneself",
};

/** What an object's own rule adds to its permission (`allow` of its commands): its state, and whose it is. */
export const ownRules: Partial<Record<Permission, string>> = {
  "register.end-grants": "Account managers and staff their own access alone.",
  "register.record": "Nobody attests their own access.",
  "findings.resolve": "Never a finding about one’s own access.",
  "people.write": "Nobody ends an identity or a stay of their own.",
  "requests.ask": "Staff ask for themselves alone, the others for anybody of the studio.",
  "requests.read": "Account managers, HR and staff see what they asked for or would hold.",
  "requests.decide": "Never what one asked for or would hold oneself, whatever other roles one has.",
  "requests.decide-privileged":
    "Never what one asked for or would hold oneself; above the smallest role the security lead alone.",
  "emergency.take": "For oneself, four hours at most; who does not lead at clients that they work for.",
  "emergency.review": "Never what one took oneself.",
  "access-policy.activate":
    "No rule approves by itself what is above the smallest role, bills, manages users or takes personal data out.",
  "exceptions.approve": "Never for oneself, and it lets nothing through that one asked for; 90 days at most.",
  "work.read": "Staff see what is theirs to do.",
  "work.do":
    "Never about oneself. What one has done is verified by somebody else, and not by the one whom it is about.",
  "departures.start": "Not one’s own; one departure of a person at a time.",
  "members.write": "The last owner who can sign in stays an owner.",
  "members.end-sessions": "Also one’s own.",
  "contacts.invite": "A contact with an address, of a client that has not ended.",
  "recovery.help": "Two different people, and neither of them the one who is helped.",
  "policy.write": "Nothing that nobody could ever meet.",
  "room.read": "The own client’s alone: no other client is there.",
  "own.read": "One’s own alone.",
  "own.give-back": "One’s own; who leads or looks after clients says for others that theirs may lapse.",
  "own.write": "One’s own alone.",
  "own.notices": "One’s own alone.",
  "own.calendar": "One’s own alone.",
  "factors.read": "One’s own alone.",
  "factors.add": "One’s own alone.",
  "factors.remove": "One’s own alone, and never the last that the policy needs.",
  "step-up.prove": "In the session in which it was asked for, once, within five minutes.",
};

/** What the system does by itself, under which name. */
export const systemActorNames: Record<SystemActorName, string> = {
  operator: "The operator, at the command line of the server",
  setup: "The first start, before there is an owner",
  demo: "The demo studio, where Keyholder is started with it",
  catalogue: "The catalogue of platforms that comes with Keyholder",
  mail: "The delivery of mails",
  emergency: "An emergency: what somebody takes for themselves, entered in the register",
  clock: "The clock: what happens by itself when its time has come",
  policy: "A rule of the access policy that approves or refuses by itself",
  "sign-in": "The door, for somebody who is not signed in yet",
};
