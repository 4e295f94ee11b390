import type { Metadata } from "next";
import { ChannelForm } from "@/components/notifications/channel-form";
import { Callout } from "@/components/ui/callout";
import { Page } from "@/components/ui/page";
import { requireActor } from "@/lib/auth/session";
import { env } from "@/lib/env";
import { listChannels } from "@/lib/notifications/own-queries";
import { chooseChannelsAction } from "../actions";

export const metadata: Metadata = { title: "How I am told" };

/** How one is told of each kind of thing by mail. */
export default async function NotificationSettingsPage() {
  const channels = await listChannels(await requireActor());
  return (
    <Page
      title="How you are told"
      crumbs={[{ label: "Notifications", href: "/notifications" }]}
      lead="In the app you are told everything. By mail it comes at once, in one digest a day at 07:00 UTC, or not at all. When much happens within an hour, the rest goes into the digest."
    >
      {env().SMTP_URL ? null : (
        <Callout tone="attention" title="No mail leaves Keyholder">
          No mail server is configured, so you are told in the app alone. An owner can change that.
        </Callout>
      )}
      <ChannelForm channels={channels} action={chooseChannelsAction} />
    </Page>
  );
}
