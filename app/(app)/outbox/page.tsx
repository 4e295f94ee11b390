import type { Metadata } from "next";
import { OutboxTable } from "@/components/outbox/outbox-table";
import { Callout } from "@/components/ui/callout";
import { hrefWith, type Params } from "@/components/ui/href";
import { ListControls } from "@/components/ui/list-controls";
import { Page } from "@/components/ui/page";
import { Pager } from "@/components/ui/pager";
import { requireActor } from "@/lib/auth/session";
import { env } from "@/lib/env";
import { readListState } from "@/lib/list-state";
import { listOutbox } from "@/lib/notifications/queries";
import { openMailAction } from "./actions";

export const metadata: Metadata = { title: "Outbox" };

export default async function OutboxPage({ searchParams }: { searchParams: Promise<Params> }) {
  const actor = await requireActor();
  const params = await searchParams;
  const { rows, total, page, pageSize } = await listOutbox(actor, readListState(params, []));
  return (
    <Page
      crumbs={[{ label: "Settings", href: "/settings" }]}
      title="Outbox"
      lead="Every mail that Keyholder wrote. Only owners read them, one by one: a mail may carry a one-time link."
    >
      {env().SMTP_URL ? null : (
        <Callout tone="attention" title="No mail leaves Keyholder">
          No mail server is configured (SMTP_URL), so what is written waits here. Hand it over yourself, or
          have the mail server configured: mails of the last seven days then go out by themselves.
        </Callout>
      )}
      <ListControls
        path="/outbox"
        params={params}
        search={{ label: "Address or subject" }}
        count={{ shown: rows.length, total, noun: total === 1 ? "mail" : "mails" }}
      />
      <OutboxTable mails={rows} read={openMailAction} />
      <Pager
        previous={page > 1 ? hrefWith("/outbox", params, { page: page - 1 }) : null}
        next={page * pageSize < total ? hrefWith("/outbox", params, { page: page + 1 }) : null}
      />
    </Page>
  );
}
