import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AddPasskey } from "@/components/me/add-passkey";
import { PasskeyList } from "@/components/me/passkey-list";
import { AboutPasskeys, Door } from "@/components/sign-in/door";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { listOwnPasskeys } from "@/lib/accounts/own-queries";
import { passkeyName } from "@/lib/accounts/rules";
import { relyingParty } from "@/lib/auth/relying-party";
import { requestUserAgent } from "@/lib/auth/request";
import { currentSession } from "@/lib/auth/session";

export const metadata: Metadata = { title: "Before you go on" };

/** All that a session can do which may only enrol: set up what its role needs, or leave. */
export default async function EnrolPage() {
  const session = await currentSession();
  if (!session) redirect("/sign-in");
  if (!session.actor.limit) redirect("/");
  const passkeys = await listOwnPasskeys(session.actor);
  return (
    <Door title="Before you go on" lead={`You are ${session.actor.name}.`}>
      {session.actor.limit.reasons.map((reason) => (
        <Callout key={reason}>{reason}</Callout>
      ))}
      <div>
        <AddPasskey origin={relyingParty().origin} suggestion={passkeyName(await requestUserAgent())} />
      </div>
      {passkeys.length > 0 ? <PasskeyList passkeys={passkeys} /> : null}
      <form action="/api/sign-out" method="post">
        <Button type="submit">Sign out, and sign in anew</Button>
      </form>
      <AboutPasskeys />
    </Door>
  );
}
