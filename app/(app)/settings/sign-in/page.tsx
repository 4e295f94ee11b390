import type { Metadata } from "next";
import { PolicyTable } from "@/components/policy/policy-table";
import { countedInWords, sentence } from "@/components/ui/counted";
import { Link } from "@/components/ui/link";
import { Page } from "@/components/ui/page";
import { listPolicies, mayChangePolicies } from "@/lib/accounts/policy-queries";
import { aal3, policyWays, wayNames } from "@/lib/accounts/policy-rules";
import { roleNames } from "@/lib/accounts/rules";
import { requireActor } from "@/lib/auth/session";
import { changePolicyAction } from "./actions";

export const metadata: Metadata = { title: "Sign-in policy" };

export default async function SignInPolicyPage() {
  const actor = await requireActor();
  const policies = await listPolicies(actor);
  const caught = policies.filter((policy) => policy.caught > 0).length;
  return (
    <Page
      crumbs={[{ label: "Settings", href: "/settings" }]}
      title={
        caught === 0
          ? "Everybody has what their role asks for at sign-in"
          : `${sentence(countedInWords(caught, "role"))} with somebody who still has to set something up`
      }
      lead="What counts as a sign-in for each role. Who has several roles meets the strictest of them. A change counts from everybody’s next click: a session that no longer suffices can only set up what is missing."
      actions={<Link href="/settings/roles">What each role may do</Link>}
    >
      <PolicyTable
        policies={policies.map((policy) => ({ ...policy, roleName: roleNames[policy.role].name }))}
        ways={policyWays.map((way) => ({ value: way, label: wayNames[way] }))}
        strictest={{ ...aal3, ways: [...aal3.ways] }}
        change={mayChangePolicies(actor) ? changePolicyAction : null}
      />
    </Page>
  );
}
