import { z } from "zod";
import { id, line, paragraph, wholeNumber } from "@/lib/input";
import { DEVICE_STATES } from "@/lib/people/device-rules";
import { RISKS } from "@/lib/platforms/role-risk";
import { COMMITMENTS, DATA, DUTY_FACTS, SIZES } from "@/lib/policy/facts";
import { MfaState, PersonKind, PolicyOutcome } from "@/prisma/generated/enums";

/** How many rules a policy has at most. */
export const MOST_RULES = 50;

const some = <Schema extends z.ZodType>(schema: Schema) => z.array(schema).min(1).max(50).optional();

/** When a rule counts: everything that it names has to be so; of a list, any one. */
const when = z
  .strictObject({
    /** What the role can do at worst. */
    risk: some(z.enum(RISKS)),
    data: some(z.enum(DATA)),
    size: z.enum(SIZES).optional(),
    clients: some(id()),
    commitments: some(z.enum(COMMITMENTS)),
    personKinds: some(z.enum(PersonKind)),
    mfa: some(z.enum(MfaState)),
    device: some(z.enum(DEVICE_STATES)),
    longerThanDays: wholeNumber(1, 3650).optional(),
    upToDays: wholeNumber(1, 3650).optional(),
    length: z.enum(["just_in_time", "until_a_day"]).optional(),
    duties: z.enum(DUTY_FACTS).optional(),
  })
  .refine((conditions) => Object.values(conditions).some((value) => value !== undefined), {
    path: ["risk"],
    message: "Say when this rule counts. What no rule names goes to the security lead anyhow.",
  })
  .refine(
    ({ longerThanDays: more, upToDays: most }) => more === undefined || most === undefined || more < most,
    { path: ["upToDays"], message: "Nothing is longer than the one and shorter than the other." },
  );

const shape = {
  name: line(80),
  // A form in which nothing is chosen sends none.
  when: when.prefault({}),
  outcome: z.enum(PolicyOutcome, "Choose what comes of it."),
  /** What who asked reads when it is refused. */
  sentence: paragraph(300).optional(),
};

const refusalHasSentence = ({
  outcome,
  sentence,
}: {
  outcome: PolicyOutcome;
  sentence?: string | undefined;
}) => outcome !== "refuse" || sentence !== undefined;
const sayWhy = { path: ["sentence"], message: "Say why: who asks reads it." };

/** The fields of a rule, for a command that takes one along with others. */
export const ruleFields = shape;
export { refusalHasSentence, sayWhy };

/** One rule of the access policy. */
export const policyRule = z.strictObject(shape).refine(refusalHasSentence, sayWhy);

/** The rules of a version or a draft, in the order in which they are asked. */
export const policyRules = z.array(policyRule).max(MOST_RULES);

export type PolicyRule = z.output<typeof policyRule>;
export type Conditions = PolicyRule["when"];
export type Condition = keyof Conditions;

/** After all others, in code and in no version: what no rule names. */
export const LAST_RULE = {
  name: "Everything else",
  when: {},
  outcome: "security_lead",
} as const satisfies PolicyRule;
