import type { DeviceState } from "@/lib/people/device-rules";
import type { Risk } from "@/lib/platforms/role-risk";
import type { COMMITMENTS, DATA, PolicyFacts } from "@/lib/policy/facts";
import { conditionsOf } from "@/lib/policy/rules/decide";
import type { Condition, Conditions } from "@/lib/policy/rules/rule";
import type { MfaState, PersonKind, PolicyOutcome } from "@/prisma/generated/enums";

const anyOf = new Intl.ListFormat("en-GB", { style: "long", type: "disjunction" });
const allOf = new Intl.ListFormat("en-GB", { style: "long", type: "conjunction" });

/** What comes of a rule, as the table of rules says it. */
export const outcomeWords: Readonly<Record<PolicyOutcome, string>> = {
  approve: "is approved by itself",
  one_approver: "an owner or the security lead decides",
  security_lead: "the security lead decides",
  security_lead_and_client: "the security lead decides, and the client has to agree",
  refuse: "is refused",
};

export const riskWords: Readonly<Record<Risk, string>> = {
  low: "only looks, reports and edits",
  elevated: "publishes or spends",
  personal_data: "exports personal data",
  billing: "changes billing",
  administrator: "manages users or owns",
};

export const dataWords: Readonly<Record<(typeof DATA)[number], string>> = {
  personal_data: "takes personal data out",
  spend: "spends the budget",
};

export const commitmentWords: Readonly<Record<(typeof COMMITMENTS)[number], string>> = {
  client_approves: "the client’s own approval of who gets access",
  client_mfa: "a second factor on the client’s side",
  compliant_device: "a compliant device",
};

export const personKindWords: Readonly<Record<PersonKind, string>> = {
  employee: "an employee",
  contractor: "a contractor",
  freelancer: "a freelancer",
  intern: "an intern",
};

export const mfaWords: Readonly<Record<MfaState, string>> = {
  on: "on",
  off: "off",
  unknown: "not known",
};

export const deviceWords: Readonly<Record<DeviceState, string>> = {
  compliant: "compliant",
  not_compliant: "not compliant",
  unknown: "not known",
};

export const sizeWords = {
  smallest: "it is the smallest for the work",
  above: "it is more than the smallest",
} as const;

export const dutyWords = {
  apart: "it makes no conflicting duties",
  conflicting: "it makes conflicting duties",
} as const;

export const lengthWords = {
  just_in_time: "it is for a few hours",
  until_a_day: "it is until a day",
} as const;

type InWords = {
  when: (when: Conditions, clientName: (id: string) => string) => string;
  fact: (facts: PolicyFacts) => string;
};

const plural = (days: number) => `${days} ${days === 1 ? "day" : "days"}`;

const lengthOf = ({ justInTime, days }: PolicyFacts) =>
  justInTime ? lengthWords.just_in_time : `it is for ${plural(days)}`;

const oneOf = <Key extends string>(keys: readonly Key[] | undefined, words: Readonly<Record<Key, string>>) =>
  anyOf.format((keys ?? []).map((key) => words[key]));
const both = <Key extends string>(keys: readonly Key[], words: Readonly<Record<Key, string>>) =>
  allOf.format(keys.map((key) => words[key]));

const inWords: Readonly<Record<Condition, InWords>> = {
  risk: {
    when: ({ risk }) => `the role ${oneOf(risk, riskWords)}`,
    fact: ({ risk }) => `the role ${riskWords[risk]}`,
  },
  data: {
    when: ({ data }) => `the role ${oneOf(data, dataWords)}`,
    fact: ({ data }) => `the role ${both(data, dataWords)}`,
  },
  size: {
    when: ({ size }) => (size ? sizeWords[size] : ""),
    fact: ({ size }) => sizeWords[size],
  },
  clients: {
    when: ({ clients }, clientName) => `the client is ${anyOf.format((clients ?? []).map(clientName))}`,
    fact: ({ clientName }) => `the client is ${clientName}`,
  },
  commitments: {
    when: ({ commitments }) => `the engagement has agreed on ${oneOf(commitments, commitmentWords)}`,
    fact: ({ commitments }) => `the engagement has agreed on ${both(commitments, commitmentWords)}`,
  },
  personKinds: {
    when: ({ personKinds }) => `it is for ${oneOf(personKinds, personKindWords)}`,
    fact: ({ personKind }) => `it is for ${personKindWords[personKind]}`,
  },
  mfa: {
    when: ({ mfa }) => `their second factor there is ${oneOf(mfa, mfaWords)}`,
    fact: ({ mfa }) => `their second factor there is ${mfaWords[mfa]}`,
  },
  device: {
    when: ({ device }) => `their device is ${oneOf(device, deviceWords)}`,
    fact: ({ device }) => `their device is ${deviceWords[device]}`,
  },
  longerThanDays: {
    when: ({ longerThanDays = 0 }) => `it is for more than ${plural(longerThanDays)}`,
    fact: lengthOf,
  },
  upToDays: { when: ({ upToDays = 0 }) => `it is for at most ${plural(upToDays)}`, fact: lengthOf },
  duties: {
    when: ({ duties }) => (duties ? dutyWords[duties] : ""),
    fact: ({ duties }) => dutyWords[duties],
  },
  length: {
    when: ({ length }) => (length ? lengthWords[length] : ""),
    fact: ({ justInTime }) => lengthWords[justInTime ? "just_in_time" : "until_a_day"],
  },
};

/** When a rule counts, one phrase for each condition: "the role publishes or spends". */
export const whenInWords = (when: Conditions, clientName: (id: string) => string): string[] =>
  conditionsOf(when).map((condition) => inWords[condition].when(when, clientName));

/** The facts that led to a rule, one phrase for each condition that it has. */
export function factsInWords(facts: PolicyFacts, by: readonly string[]): string[] {
  const phrases = by.flatMap((name) => (isCondition(name) ? [inWords[name].fact(facts)] : []));
  return [...new Set(phrases)];
}

/** All that a rule could have known, one phrase for each fact. */
export function allFactsInWords(facts: PolicyFacts): string[] {
  const { data, commitments, duties } = facts;
  const by = Object.keys(inWords).filter(
    (name) =>
      name !== "length" &&
      name !== "upToDays" &&
      (name !== "duties" || duties === "conflicting") &&
      (name !== "data" || data.length > 0) &&
      (name !== "commitments" || commitments.length > 0),
  );
  return factsInWords(facts, by);
}

const isCondition = (name: string): name is Condition => name in inWords;
