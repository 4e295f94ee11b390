import { expect, it } from "vitest";
import { groupNames, ownRules } from "@/lib/auth/permission-words";
import { type Permission, permissionRow, permissions } from "@/lib/auth/permissions";
import { Role } from "@/prisma/generated/enums";

/**
 * Who may do what, as it was reviewed: every permission with every role, the strength of its proof, whether a session
 * that may only enrol has it, the system's own names, and whether it can be handed on to a colleague. Written by hand and compared as text, so that every change
 * of somebody's power stands in a diff. A line is changed by whoever has asked whether that power is meant.
 */
const reviewed = `
  permission                   owner lead  AM    HR    staff audit client proof    limited system
  register.read                yes   yes   yes   yes   –     yes   –     –         –       operator
  register.record              yes   yes   –     –     –     –     –     –         –       operator demo emergency policy consent
  register.begin               yes   yes   –     –     –     –     –     –         –       operator demo policy consent mover handed-on
  register.end                 yes   yes   –     yes   –     –     –     –         –       operator demo source
  register.end-grants          yes   yes   yes   yes   yes   –     –     –         –       operator demo clock source mover finder
  register.expire              –     –     –     –     –     –     –     –         –       clock
  register.remind              –     –     –     –     –     –     –     –         –       clock
  register.withdraw            yes   yes   –     –     –     –     –     –         –       operator demo
  findings.resolve             yes   yes   –     –     –     –     –     –         –       demo
  people.read                  yes   yes   yes   yes   –     yes   –     –         –       operator
  people.write                 yes   yes   –     yes   –     –     –     –         –       operator setup demo source
  devices.write                yes   yes   –     –     –     –     –     –         –
  people.export                yes   yes   yes   yes   –     yes   –     fresh     –
  clients.read                 yes   yes   yes   yes   –     yes   –     –         –       operator
  clients.write                yes   yes   yes   –     –     –     –     –         –       operator demo source mover clock
  closings.start               yes   yes   yes   –     –     –     –     –         –       demo clock
  closings.cancel              yes   yes   –     –     –     –     –     –         –
  closings.follow              –     –     –     –     –     –     –     –         –       clock
  platforms.read               yes   yes   yes   yes   yes   yes   –     –         –       operator demo
  platforms.write              yes   yes   –     –     –     –     –     –         –       catalogue demo
  requests.ask                 yes   yes   yes   yes   yes   –     –     –         –       demo mover
  requests.read                yes   yes   yes   yes   yes   yes   –     –         –
  requests.decide              yes   yes   –     –     –     –     –     –         –       demo handed-on
  requests.decide-privileged   yes   yes   –     –     –     –     –     fresh     –       demo handed-on
  requests.remind-client       yes   yes   yes   yes   –     –     –     –         –
  delegations.read             yes   yes   –     –     –     yes   –     –         –
  delegations.make             yes   yes   –     –     –     –     –     fresh     –
  delegations.end              yes   yes   yes   yes   yes   –     –     –         –
  delegations.settle           –     –     –     –     –     –     –     –         –       clock
  requests.expire              –     –     –     –     –     –     –     –         –       clock
  emergency.take               yes   yes   yes   –     yes   –     –     fresh     –
  emergency.read               yes   yes   yes   –     yes   yes   –     –         –
  emergency.review             yes   yes   –     –     –     –     –     –         –
  emergency.remind             –     –     –     –     –     –     –     –         –       clock
  requests.decide-by-policy    –     –     –     –     –     –     –     –         –       policy
  access-policy.read           yes   yes   –     –     –     yes   –     –         –
  access-policy.draft          yes   yes   –     –     –     –     –     –         –
  access-policy.activate       yes   yes   –     –     –     –     –     fresh     –
  exceptions.read              yes   yes   yes   yes   –     yes   –     –         –
  exceptions.approve           yes   yes   –     –     –     –     –     fresh     –
  exceptions.end               yes   yes   –     –     –     –     –     –         –
  exceptions.expire            –     –     –     –     –     –     –     –         –       clock
  walls.write                  yes   yes   –     –     –     –     –     fresh     –
  conflicts.read               yes   yes   yes   yes   –     yes   –     –         –
  conflicts.write              yes   yes   –     –     –     –     –     fresh     –
  conflicts.find               –     –     –     –     –     –     –     –         –       clock
  work.read                    yes   yes   yes   yes   yes   yes   –     –         –
  work.do                      yes   yes   yes   yes   yes   –     –     –         –       demo
  departures.read              yes   yes   –     yes   –     yes   –     –         –       operator
  departures.start             yes   yes   –     yes   –     –     –     –         –       operator demo clock source
  departures.terminate         yes   yes   –     yes   –     –     –     fresh     –       operator demo source
  holds.write                  yes   yes   –     –     –     –     –     fresh     –       demo
  departures.remind            –     –     –     –     –     –     –     –         –       clock
  sources.read                 yes   yes   –     yes   –     yes   –     –         –
  sources.write                yes   –     –     –     –     –     –     fresh     –       operator demo
  sources.map-groups           yes   yes   –     –     –     –     –     –         –       demo
  sources.provision            –     –     –     –     –     –     –     –         –       source
  sources.take-files           –     –     –     –     –     –     –     –         –       source
  sources.remove-messages      –     –     –     –     –     –     –     –         –       clock
  departures.release           yes   yes   –     yes   –     –     –     fresh     –
  departures.guard             yes   yes   –     –     –     –     –     fresh     –
  sources.report               yes   yes   –     yes   –     –     –     –         –       source operator demo
  moves.read                   yes   yes   yes   yes   yes   yes   –     –         –
  moves.propose                yes   yes   –     yes   –     –     –     –         –       demo
  moves.report                 yes   yes   –     yes   –     –     –     –         –       source operator demo
  moves.decide                 yes   yes   yes   yes   yes   –     –     –         –
  moves.carry-out              –     –     –     –     –     –     –     –         –       mover
  moves.remind                 –     –     –     –     –     –     –     –         –       clock
  departures.report            yes   yes   yes   yes   yes   yes   –     –         –
  departures.reopen            –     –     –     –     –     –     –     –         –       clock
  signatures.read              yes   yes   yes   yes   –     yes   –     –         –
  signatures.rotate            yes   yes   –     –     –     –     –     fresh     –
  imports.run                  yes   yes   –     yes   –     –     –     –         –       operator demo
  members.read                 yes   yes   –     yes   –     yes   –     –         –
  members.invite               yes   –     –     –     –     –     –     fresh     –       operator setup demo
  contacts.invite              yes   yes   yes   –     –     –     –     fresh     –       operator demo
  members.withdraw             yes   –     –     –     –     –     –     –         –       operator demo
  members.write                yes   –     –     –     –     –     –     fresh     –
  members.end-sessions         yes   yes   –     –     –     –     –     –         –
  recovery.help                yes   yes   –     –     –     –     –     fresh     –
  recovery.stand-in            –     –     –     –     –     –     –     –         –       operator
  alarms.acknowledge           yes   yes   –     –     –     –     –     –         –
  policy.read                  yes   yes   –     –     –     yes   –     –         –
  policy.write                 yes   –     –     –     –     –     –     fresh     –
  accounts.set-up              –     –     –     –     –     –     –     –         –       setup
  accounts.sign-in             –     –     –     –     –     –     –     –         –       sign-in
  mail.read                    yes   –     –     –     –     –     –     –         –
  mail.open                    yes   –     –     –     –     –     –     fresh     –
  mail.deliver                 –     –     –     –     –     –     –     –         –       mail
  jobs.read                    yes   –     –     –     –     –     –     –         –
  jobs.run                     yes   –     –     –     –     –     –     –         –
  hooks.read                   yes   yes   –     –     –     yes   –     –         –
  hooks.write                  yes   –     –     –     –     –     –     fresh     –
  hooks.test                   yes   –     –     –     –     –     –     –         –
  audit.read                   yes   yes   –     –     –     yes   –     –         –       operator
  audit.export                 yes   yes   –     –     –     yes   –     fresh     –
  demo.fill                    –     –     –     –     –     –     –     –         –       demo
  today.read                   yes   yes   yes   yes   yes   yes   –     –         –       operator demo
  room.read                    –     –     –     –     –     –     yes   –         –
  room.answer                  –     –     –     –     –     –     yes   –         –
  room.answer-privileged       –     –     –     –     –     –     yes   fresh     –
  own.read                     yes   yes   yes   yes   yes   yes   yes   –         –       operator demo
  own.give-back                yes   yes   yes   yes   yes   –     –     –         –
  own.devices                  yes   yes   yes   yes   yes   yes   –     –         –
  own.write                    yes   yes   yes   yes   yes   yes   yes   strongest –
  own.notices                  yes   yes   yes   yes   yes   yes   –     –         –
  own.calendar                 yes   yes   yes   yes   yes   yes   –     strongest –
  own.sign-out                 yes   yes   yes   yes   yes   yes   yes   –         yes
  factors.read                 yes   yes   yes   yes   yes   yes   yes   –         yes     operator demo
  factors.add                  yes   yes   yes   yes   yes   yes   yes   strongest yes
  factors.finish               yes   yes   yes   yes   yes   yes   yes   –         yes
  factors.remove               yes   yes   yes   yes   yes   yes   yes   strongest –
  step-up.prove                yes   yes   yes   yes   yes   yes   yes   –         yes
`;

const order: Role[] = [
  "owner",
  "security_lead",
  "account_manager",
  "hr",
  "staff",
  "auditor",
  "client_contact",
];

function lineOf(permission: Permission): string {
  const { who, proof, limited, delegated } = permissionRow(permission);
  const cells = order.map((role) => (who.includes(role) ? "yes" : "–"));
  const system = who.filter((each) => !order.some((role) => role === each));
  return [
    permission,
    ...cells,
    proof ?? "–",
    limited ? "yes" : "–",
    ...system,
    ...(delegated ? ["handed-on"] : []),
  ].join(" ");
}

it("the table of permissions is the reviewed one", () => {
  const [, ...lines] = reviewed.trim().split("\n");
  expect((Object.keys(permissions) as Permission[]).map(lineOf)).toEqual(
    lines.map((line) => line.trim().replace(/\s+/gu, " ")),
  );
});

it("every role has a column", () => {
  expect([...order].sort()).toEqual(Object.values(Role).sort());
});

it("a client’s contact has the room and themselves, and nothing of the studio", () => {
  const theirs = (Object.keys(permissions) as Permission[]).filter((each) =>
    permissionRow(each).who.includes("client_contact"),
  );
  expect(theirs.filter((each) => !/^(?:room|own|factors|step-up)\./u.test(each))).toEqual([]);
});

it("the page of roles has a heading for each permission of a role, and rules of permissions that there are", () => {
  const ofRoles = (Object.keys(permissions) as Permission[]).filter((each) =>
    permissionRow(each).who.some((who) => order.some((role) => role === who)),
  );
  expect(ofRoles.filter((each) => !((each.split(".")[0] ?? "") in groupNames))).toEqual([]);
  expect(Object.keys(ownRules).filter((each) => !(each in permissions))).toEqual([]);
});
