import type { Metadata } from "next";
import { MarkAllRead, ToldTable } from "@/components/notifications/told-table";
import { ButtonLink } from "@/components/ui/button";
import { countedInWords, sentence } from "@/components/ui/counted";
import { EmptyState } from "@/components/ui/empty-state";
import { isNarrowed, type Params } from "@/components/ui/href";
import { ListControls } from "@/components/ui/list-controls";
import { ListPager } from "@/components/ui/list-pager";
import { Page } from "@/components/ui/page";
import { requireActor } from "@/lib/auth/session";
import { readListState } from "@/lib/list-state";
import { noticeKinds } from "@/lib/notice-kinds";
import { countUnread, listTold, toldFilters } from "@/lib/notifications/own-queries";
import { markAllReadAction, markReadAction } from "./actions";

export const metadata: Metadata = { title: "Notifications" };

const kinds = Object.entries(noticeKinds).map(([value, { tells }]) => ({ value, label: tells }));

/** What one was told, the newest first. */
export default async function NotificationsPage({ searchParams }: { searchParams: Promise<Params> }) {
  const actor = await requireActor();
  const params = await searchParams;
  const [list, unread] = await Promise.all([
    listTold(actor, readListState(params, toldFilters)),
    countUnread(actor),
  ]);
  const [newest] = list.rows;
  const narrowed = isNarrowed(params, toldFilters);
  return (
    <Page
      title={
        unread === 0
          ? "Nothing new for you"
          : `${sentence(countedInWords(unread, "thing"))} you have not read`
      }
      lead="What Keyholder has told you, the newest first. Only you see this."
      actions={
        <>
          <ButtonLink href="/notifications/settings">How you are told</ButtonLink>
          {unread > 0 && newest && !narrowed && list.page === 1 ? (
            <MarkAllRead newestId={newest.id} action={markAllReadAction} />
          ) : null}
        </>
      }
    >
      <ListControls
        path="/notifications"
        params={params}
        search={{ label: "Search what you were told" }}
        filters={[
          { name: "state", label: "State", options: [{ value: "unread", label: "not read" }] },
          { name: "kind", label: "About", any: "everything", options: kinds },
        ]}
        count={{
          shown: list.rows.length,
          total: list.total,
          noun: list.total === 1 ? "notification" : "notifications",
        }}
      />
      {list.rows.length > 0 ? (
        <ToldTable told={list.rows} markRead={markReadAction} />
      ) : (
        <EmptyState
          title={narrowed ? "Nothing fits." : "You were told nothing yet."}
          actions={narrowed ? <ButtonLink href="/notifications">Show everything</ButtonLink> : null}
        >
          A request to decide, a decision, a task that becomes yours, access that ends: it appears here.
        </EmptyState>
      )}
      <ListPager path="/notifications" params={params} list={list} />
    </Page>
  );
}
