import type { Metadata } from "next";
import { AddPasskey } from "@/components/me/add-passkey";
import { FactorTable } from "@/components/me/factor-table";
import { PasskeyList } from "@/components/me/passkey-list";
import { EndSessions, SessionList } from "@/components/me/session-list";
import { OwnGrants } from "@/components/register/own-grants";
import { Callout } from "@/components/ui/callout";
import { counted, numberInWords } from "@/components/ui/counted";
import type { Params } from "@/components/ui/href";
import { Page, Section } from "@/components/ui/page";
import { transportsInWords } from "@/lib/accounts/factor-rules";
import { getOwnFactors, listOwnPasskeys, listOwnSessions } from "@/lib/accounts/own-queries";
import { passkeyName } from "@/lib/accounts/rules";
import { requestUserAgent } from "@/lib/auth/request";
import { currentSession, requireActor } from "@/lib/auth/session";
import { ownGrants } from "@/lib/register/queries/grants-of";
import { letLapseAction } from "../register/actions";
import { askExtensionAction } from "../requests/actions";
import {
  endAllOwnSessionsAction,
  endOtherSessionsAction,
  endOwnSessionAction,
  giveBackAction,
  removePasskeyAction,
  removePasswordAction,
  removeTotpAction,
  renamePasskeyAction,
  setNoticeAddressAction,
  setPasswordAction,
} from "./actions";
import { CalendarSection } from "./calendar/section";
import { DelegationsSection } from "./delegations/section";
import { DevicesSection } from "./devices/section";
import { CompanySignInSection } from "./issuers/section";

export const metadata: Metadata = { title: "My passkeys and sessions" };

export default async function MePage({ searchParams }: { searchParams: Promise<Params> }) {
  const actor = await requireActor();
  const asked = (await currentSession())?.policy.passkeysAsked ?? 0;
  const params = await searchParams;
  const [passkeys, factors, sessions, held] = await Promise.all([
    listOwnPasskeys(actor),
    getOwnFactors(actor),
    listOwnSessions(actor),
    ownGrants(actor),
  ]);
  const suggestion = passkeyName(await requestUserAgent());
  return (
    <Page
      title={actor.name}
      lead="What you hold, how you sign in, and where you are signed in now."
      actions={<AddPasskey suggestion={suggestion} />}
    >
      <Section title="What I hold" id="held">
        {held.length > 0 ? (
          <OwnGrants
            grants={held}
            now={new Date()}
            actions={{ extend: askExtensionAction, lapse: letLapseAction, giveBack: giveBackAction }}
          />
        ) : (
          <p className="text-second">You hold no key to a client’s account.</p>
        )}
      </Section>
      <DelegationsSection actor={actor} />
      <Section
        title="How I sign in"
        id="passkeys"
        link={<AddPasskey kind="security_key" suggestion="Security key" tone="plain" size="small" />}
      >
        {passkeys.length < asked ? (
          <Callout>
            {`Your role asks for ${counted(asked, "passkey")}; you have ${passkeys.length === 0 ? "none. Add one, on this device or on a security key." : `${numberInWords(passkeys.length)}. Add another one, on another device or a security key: a lost device then locks nobody out.`}`}
          </Callout>
        ) : passkeys.length === 1 ? (
          <Callout>
            You have one passkey. Add a second one, on another device or a security key: without it a lost
            device locks you out.
          </Callout>
        ) : null}
        {passkeys.length > 0 ? (
          <PasskeyList
            passkeys={passkeys.map((key) => ({ ...key, transportWords: transportsInWords(key.transports) }))}
            actions={{ rename: renamePasskeyAction, remove: removePasskeyAction }}
          />
        ) : null}
        <div className="mt-4">
          <FactorTable
            factors={factors}
            actions={{
              setPassword: setPasswordAction,
              removePassword: removePasswordAction,
              removeApp: removeTotpAction,
              setNoticeAddress: setNoticeAddressAction,
            }}
          />
        </div>
      </Section>
      <CompanySignInSection actor={actor} params={params} />
      <DevicesSection actor={actor} />
      <CalendarSection actor={actor} />
      <Section
        title="My sessions"
        id="sessions"
        link={
          <EndSessions
            others={sessions.length > 1}
            endOthers={endOtherSessionsAction}
            endAll={endAllOwnSessionsAction}
          />
        }
      >
        <SessionList sessions={sessions} end={endOwnSessionAction} />
      </Section>
    </Page>
  );
}
