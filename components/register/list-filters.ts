import type { Option } from "@/components/ui/inputs";
import type { ListFilter } from "@/components/ui/list-controls";
import { causeWords, kindWords, riskWords } from "./words";

type Choices = { clients: Option[]; platforms: Option[] };

const options = (words: Record<string, string>): Option[] =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

/** The filters of the register. */
export const registerFilters = ({ clients, platforms }: Choices): ListFilter[] => [
  { name: "client", label: "Client", options: clients },
  { name: "platform", label: "Platform", options: platforms },
  {
    name: "state",
    label: "State",
    any: "held",
    options: options({
      active: "active",
      to_grant: "to grant",
      invited: "invited",
      ending: "being taken back",
      soon: "ending within 30 days",
      expired: "expired, not removed",
      endless: "without an end",
      over: "over",
      all: "all, over included",
    }),
  },
  { name: "risk", label: "Risk", options: options(riskWords) },
  {
    name: "proof",
    label: "Proof",
    options: options({
      verified: "verified",
      attested: "attested",
      old: "older than 90 days",
      none: "never proved",
    }),
  },
  {
    name: "holder",
    label: "Holder",
    options: options({ person: "person", robot: "robot", shared: "shared login" }),
  },
  { name: "duties", label: "Duties", options: options({ conflicting: "conflicting" }) },
];

/** The filters of the worklist. */
export const workFilters = ({ clients, platforms }: Choices): ListFilter[] => [
  { name: "mine", label: "Whose", any: "everybody’s", options: [{ value: "1", label: "mine" }] },
  { name: "client", label: "Client", options: clients },
  { name: "platform", label: "Platform", options: platforms },
  { name: "kind", label: "Kind", options: options(kindWords) },
  { name: "cause", label: "Because of", options: options(causeWords) },
  {
    name: "due",
    label: "Due",
    options: options({ overdue: "overdue", today: "today", later: "later" }),
  },
  {
    name: "state",
    label: "State",
    any: "not done",
    options: options({
      open: "to do",
      waiting: "waiting",
      confirm: "to confirm by me",
      attested: "done, attested",
      verified: "verified",
      cancelled: "cancelled",
      all: "all",
    }),
  },
];
