import { actionInWords } from "@/components/audit/action-words";
import { AuditTable } from "@/components/audit/audit-table";
import { DayFilter } from "@/components/audit/day-filter";
import { EmptyState } from "@/components/ui/empty-state";
import { ExportForm } from "@/components/ui/export-form";
import { hrefWith } from "@/components/ui/href";
import { ListControls } from "@/components/ui/list-controls";
import { Page } from "@/components/ui/page";
import { Pager } from "@/components/ui/pager";
import { auditFilters, listAuditActions, listAuditEvents } from "@/lib/audit/queries";
import { may } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/session";
import { readListState } from "@/lib/list-state";
import { exportAuditAction } from "./actions";

export const metadata = { title: "Audit" };

/** The whole log, newest first, with filters in the address. */
export default async function AuditPage({ searchParams }: PageProps<"/audit">) {
  const actor = await requireActor();
  const params = await searchParams;
  const state = readListState(params, auditFilters);
  const [{ rows, total, page, pageSize }, actions] = await Promise.all([
    listAuditEvents(actor, state),
    listAuditActions(actor),
  ]);
  const last = Math.ceil(total / pageSize);
  return (
    <Page
      title={`${total.toLocaleString("en-GB")} ${total === 1 ? "event" : "events"}, each chained to the one before`}
      lead="Nothing here can be changed or taken out without the chain showing it. Check it with: npm run keyholder -- audit verify"
      actions={
        may(actor, "audit.export") ? (
          <ExportForm
            action={exportAuditAction}
            path="/audit/export.csv"
            params={params}
            narrowedBy={auditFilters}
          />
        ) : null
      }
    >
      <ListControls
        path="/audit"
        params={params}
        search={{ label: "Search names and reasons" }}
        filters={[
          {
            name: "action",
            label: "Action",
            options: actions.map((action) => ({ value: action, label: actionInWords(action) })),
          },
          {
            name: "outcome",
            label: "Outcome",
            options: [
              { value: "done", label: "done" },
              { value: "refused", label: "refused" },
            ],
          },
        ]}
        count={{ shown: rows.length, total, noun: "events" }}
      >
        <DayFilter params={params} />
      </ListControls>
      {rows.length > 0 ? (
        <AuditTable rows={rows} />
      ) : (
        <EmptyState title="No event fits these filters.">
          Take a filter away, or choose other days.
        </EmptyState>
      )}
      <Pager
        previous={page > 1 ? hrefWith("/audit", params, { page: page - 1 }) : null}
        next={page < last ? hrefWith("/audit", params, { page: page + 1 }) : null}
        text={`Page ${page} of ${Math.max(last, 1)}`}
      />
    </Page>
  );
}
