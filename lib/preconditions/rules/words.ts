import { pairInWords } from "@/lib/preconditions/rules/conflict-words";
import type { Capability, Precondition } from "@/prisma/generated/enums";

/** What has to be so before access is given, as a choice and in a list. */
export const preconditionWords: Readonly<Record<Precondition, string>> = {
  papers: "Agreement and DPA on file",
  second_factor: "A second factor on the platform",
  ethical_wall: "No access on both sides of an ethical wall",
  device: "A compliant device, where the engagement asks for one",
  conflicting_duties: "No conflicting duties in one hand",
};

type Pair = { firstDuty: Capability; secondDuty: Capability };

/** What an exception is from; of conflicting duties, from which: "No conflicting duties in one hand (publish and own the account)". */
export function exceptFromInWords(precondition: Precondition, pair: Pair | null): string {
  const words = preconditionWords[precondition];
  return pair ? `${words} (${pairInWords({ first: pair.firstDuty, second: pair.secondDuty })})` : words;
}
