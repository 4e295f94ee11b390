import type { Metadata } from "next";
import { AddHookForm } from "@/components/hooks/hook-fields";
import { HookTable } from "@/components/hooks/hook-table";
import { numberInWords, sentence } from "@/components/ui/counted";
import { Page, Section } from "@/components/ui/page";
import { may } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/session";
import { noticeKinds } from "@/lib/notice-kinds";
import { listHooks } from "@/lib/notifications/hook-queries";
import { addHookAction, editHookAction, endHookAction, testHookAction } from "./actions";

export const metadata: Metadata = { title: "Chat channels" };

const kinds = Object.entries(noticeKinds).map(([value, { channel }]) => ({ value, label: channel }));

/** Which channels of the studio's chat are told what. */
export default async function HooksPage() {
  const actor = await requireActor();
  const hooks = await listHooks(actor);
  const live = hooks.filter(({ endedAt }) => endedAt === null).length;
  const actions = { edit: editHookAction, end: endHookAction, test: testHookAction };
  const mayWrite = may(actor, "hooks.write");
  return (
    <Page
      crumbs={[{ label: "Settings", href: "/settings" }]}
      title={titleOf(live)}
      lead="A channel in Slack or Teams can be told what happens: one line each, with a link that leads through sign-in. Everybody in the channel reads it."
    >
      <Section title="Channels">
        {hooks.length > 0 ? (
          <HookTable hooks={hooks} kinds={kinds} actions={mayWrite ? actions : null} />
        ) : (
          <p className="text-second">No channel is told anything. People are told in the app and by mail.</p>
        )}
      </Section>
      {mayWrite ? (
        <Section
          title="Set a channel up"
          id="add"
          lead="Make an incoming webhook for the channel in Slack (an app with “Incoming Webhooks”), or in Teams (the workflow “Send webhook alerts to a channel”), and paste its address here."
        >
          <div className="max-w-prose">
            <AddHookForm action={addHookAction} kinds={kinds} />
          </div>
        </Section>
      ) : null}
    </Page>
  );
}

function titleOf(live: number): string {
  if (live === 0) return "No channel is told yet";
  return live === 1 ? "One channel is told" : `${sentence(numberInWords(live))} channels are told`;
}
