import type { MfaState } from "@/prisma/generated/enums";

/** What of a shared login the rules ask. */
export type LoginFacts = {
  mfa: MfaState;
  holders: number;
  plan: { endsOn: Date; planBy: Date; ownerHere: boolean } | null;
};

/** What keeps a shared login from being in hand, the worst first; empty when all is said and in time. */
export function loginLacks(login: LoginFacts, now: Date): string[] {
  const { plan } = login;
  const over = (day: Date) => now.getTime() >= day.getTime() + 86_400_000;
  return [
    plan && over(plan.endsOn) ? "its end has passed" : null,
    plan ? null : "no plan",
    plan && over(plan.planBy) ? "the plan is overdue" : null,
    plan && !plan.ownerHere ? "who planned it has left" : null,
    login.mfa === "off" ? "no second factor" : login.mfa === "unknown" ? "second factor not known" : null,
    login.holders === 0 ? "nobody of the studio knows it" : null,
  ].filter((lack) => lack !== null);
}
