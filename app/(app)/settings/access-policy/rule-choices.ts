import type { RuleChoices } from "@/components/access-policy/rule-form";
import { OUTCOMES } from "@/lib/policy/rules/decide";
import {
  commitmentWords,
  dataWords,
  deviceWords,
  dutyWords,
  lengthWords,
  mfaWords,
  outcomeWords,
  personKindWords,
  riskWords,
  sizeWords,
} from "@/lib/policy/rules/words";

/** What a rule can name, as the form offers it. */
export function ruleChoices(clients: readonly { id: string; name: string }[]): RuleChoices {
  return {
    risk: choices(riskWords),
    data: choices(dataWords),
    size: choices(sizeWords),
    clients: clients.map(({ id, name }) => ({ value: id, label: name })),
    commitments: choices(commitmentWords),
    personKinds: choices(personKindWords),
    mfa: choices(mfaWords),
    device: choices(deviceWords),
    length: choices(lengthWords),
    duties: choices(dutyWords),
    outcome: OUTCOMES.map((value) => ({ value, label: outcomeWords[value] })),
  };
}

const choices = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }));
