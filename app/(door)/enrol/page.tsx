import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AddApp } from "@/components/me/add-app";
import { AddPasskey } from "@/components/me/add-passkey";
import { PasswordForm } from "@/components/me/password-form";
import { AboutPasskeys } from "@/components/sign-in/about-passkeys";
import { Door } from "@/components/sign-in/door";
import { SignInNow } from "@/components/sign-in/sign-in-now";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import type { Params } from "@/components/ui/href";
import { Section } from "@/components/ui/page";
import { passkeysMissing, waysLeft } from "@/lib/accounts/factor-rules";
import { getOwnFactors, listOwnPasskeys } from "@/lib/accounts/own-queries";
import { suffices } from "@/lib/accounts/policy-rules";
import { listLinkable, listOwnIdentities } from "@/lib/accounts/provider-queries";
import { passkeyName } from "@/lib/accounts/rules";
import { relyingParty } from "@/lib/auth/relying-party";
import { requestUserAgent } from "@/lib/auth/request";
import { currentSession } from "@/lib/auth/session";
import { setPasswordAction } from "./actions";
import { CompanyWay } from "./company-way";

export const metadata: Metadata = { title: "Before you go on" };

/**
 * All that a session can do which may only enrol: set up what its role needs, sign in with it, or leave. Who was
 * recovered is offered both at once: what the account still has may be what was lost.
 */
export default async function EnrolPage({ searchParams }: { searchParams: Promise<Params> }) {
  const session = await currentSession();
  if (!session) redirect("/sign-in");
  const { actor } = session;
  if (!actor.limit) redirect("/");
  const [passkeys, own, identities, linkable] = await Promise.all([
    listOwnPasskeys(actor),
    getOwnFactors(actor),
    listOwnIdentities(actor),
    listLinkable(actor),
  ]);
  const living = identities.filter(({ ended }) => !ended);
  const linked = living.map(({ providerName }) => providerName);
  const has = {
    keys: passkeys.map((key) => ({ ...key, bound: !key.synced })),
    apps: own.app ? [own.app] : [],
    password: own.passwordChangedAt !== null,
    federated: linked.length,
    believed: living.some(({ believed }) => believed),
  };
  const { policy } = own;
  const isMet = suffices(has, policy);
  const recovered = actor.limit.kind === "recovered";
  const withPasskey = waysLeft(has, policy).includes("passkey");
  const takesPasskey = policy.ways.includes("passkey") || passkeysMissing(has, policy) > 0;
  const takesPassword = policy.ways.includes("password_totp") || policy.ways.includes("password_key");
  const takesCompany = policy.ways.some((way) => way.startsWith("federated"));
  const onlyCompany = takesCompany && !takesPasskey && !takesPassword;
  const suggestion = passkeyName(await requestUserAgent());
  return (
    <Door title="Before you go on" lead={`You are ${actor.name}.`}>
      {isMet && !recovered
        ? null
        : actor.limit.reasons.map((reason) => <Callout key={reason}>{reason}</Callout>)}
      {isMet ? (
        <Callout tone="fine" title="You have what your role needs">
          {withPasskey ? "Now sign in with it." : "Now sign out, and sign in anew with it."}
        </Callout>
      ) : null}
      {isMet && withPasskey ? <SignInNow origin={relyingParty().origin} /> : null}
      {isMet && !recovered ? null : (
        <>
          {takesPasskey ? (
            <div>
              <AddPasskey suggestion={suggestion} tone={isMet ? "plain" : "primary"} />
            </div>
          ) : null}
          {takesPassword ? (
            <Section
              title={takesPasskey ? "Or a password with a second factor" : "A password with a second factor"}
              lead="For whoever cannot use a passkey. A password alone opens nothing: the app on your phone, or a security key, comes on top."
            >
              <div className="flex flex-wrap gap-2">
                {has.password ? (
                  <p className="w-full text-second">A password is set.</p>
                ) : (
                  <PasswordForm has={false} action={setPasswordAction} />
                )}
                {policy.ways.includes("password_totp") ? <AddApp replaces={own.app !== null} /> : null}
                {policy.ways.includes("password_key") ? (
                  <AddPasskey kind="security_key" suggestion="Security key" tone="plain" />
                ) : null}
              </div>
            </Section>
          ) : null}
          {onlyCompany || (takesCompany && linked.length + linkable.length > 0) ? (
            <CompanyWay
              title={onlyCompany ? "Your company’s sign-in" : "Or your company’s sign-in"}
              ways={policy.ways}
              linked={linked}
              believed={has.believed}
              linkable={linkable}
              hasApp={own.app !== null}
              params={await searchParams}
            />
          ) : null}
        </>
      )}
      {passkeys.length > 0 ? (
        <Section title="What you have">
          <ul className="flex flex-col gap-1">
            {passkeys.map(({ id, name, discoverable, synced }) => (
              <li key={id}>
                {name}
                <span className="text-second">
                  {`, ${discoverable ? "passkey" : "security key"}, ${synced ? "synced" : "bound to one device"}`}
                </span>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      <form action="/api/sign-out" method="post">
        <Button type="submit">Sign out, and sign in anew</Button>
      </form>
      {takesPasskey ? <AboutPasskeys /> : null}
    </Door>
  );
}
