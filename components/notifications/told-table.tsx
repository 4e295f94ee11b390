import type { FormAction } from "@/lib/form-state";
import type { ToldRow } from "@/lib/notifications/own-queries";
import { Badge } from "../ui/badge";
import { CommandForm } from "../ui/form";
import { SubmitButton } from "../ui/submit-button";
import { Body, Cell, CellSub, Head, HeadCell, Row, Table } from "../ui/table";
import { Time } from "../ui/time";
import { ToldLink } from "./told-link";

/** What one was told; what is new says so, and following it reads it. */
export function ToldTable({ told, markRead }: { told: ToldRow[]; markRead: FormAction }) {
  return (
    <Table label="Notifications" rows={told.length}>
      <Head>
        <HeadCell>What</HeadCell>
        <HeadCell width="w-44">When</HeadCell>
        <HeadCell width="w-36" hidden>
          Read
        </HeadCell>
      </Head>
      <Body>
        {told.map((notice) => (
          <Row key={notice.id} muted={notice.readAt !== null}>
            <Cell heading>
              <span className="flex flex-wrap items-baseline gap-x-2">
                <ToldLink notice={{ ...notice, unread: notice.readAt === null }} markRead={markRead} />
                {notice.readAt ? null : <Badge tone="attention">new</Badge>}
              </span>
              <CellSub>
                <span className="block max-w-prose font-normal whitespace-pre-line">{notice.text}</span>
              </CellSub>
            </Cell>
            <Cell label="When">
              <Time value={notice.createdAt} as="datetime" />
            </Cell>
            <Cell actions>
              {notice.readAt ? null : (
                <CommandForm
                  action={markRead}
                  label={`Mark “${notice.subject}” as read`}
                  className="inline-flex"
                >
                  <input type="hidden" name="noticeId" value={notice.id} />
                  <SubmitButton tone="plain" size="small">
                    Mark as read
                  </SubmitButton>
                </CommandForm>
              )}
            </Cell>
          </Row>
        ))}
      </Body>
    </Table>
  );
}

/** Marks everything as read, up to the newest that the page shows. */
export function MarkAllRead({ newestId, action }: { newestId: string; action: FormAction }) {
  return (
    <CommandForm action={action} label="Mark everything as read" className="inline-flex">
      <input type="hidden" name="newestId" value={newestId} />
      <SubmitButton tone="plain">Mark all as read</SubmitButton>
    </CommandForm>
  );
}
