import type { FormAction } from "@/lib/form-state";
import type { OutboxLine } from "@/lib/notifications/queries";
import { Badge } from "../ui/badge";
import { EmptyState } from "../ui/empty-state";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "../ui/table";
import { Time } from "../ui/time";
import { ReadMail } from "./read-mail";

/** The mails that were written; `read` opens one. */
export function OutboxTable({ mails, read }: { mails: OutboxLine[]; read: FormAction }) {
  const empty = <EmptyState title="No mail was written yet.">An invitation writes one.</EmptyState>;
  return (
    <Table label="Outbox" rows={mails.length} empty={empty}>
      <Head>
        <HeadCell>Mail</HeadCell>
        <HeadCell width="w-40">Written</HeadCell>
        <HeadCell width="w-48">State</HeadCell>
      </Head>
      <Body>
        {mails.map((mail) => (
          <Row key={mail.id}>
            <Cell heading>
              <CellMain>{mail.subject}</CellMain>
              <CellSub>To {mail.to}</CellSub>
              {mail.sealed ? (
                <CellSub>Sealed: it carries a recovery link, which is for its reader alone.</CellSub>
              ) : (
                <ReadMail mail={mail} action={read} />
              )}
            </Cell>
            <Cell label="Written">
              <Time value={mail.createdAt} as="datetime" />
            </Cell>
            <Cell label="State">
              <MailState mail={mail} />
            </Cell>
          </Row>
        ))}
      </Body>
    </Table>
  );
}

function MailState({ mail }: { mail: OutboxLine }) {
  if (mail.sentAt) return <Badge tone="fine">Sent</Badge>;
  if (!mail.failedAt) return <Badge>Waits here</Badge>;
  return (
    <>
      <Badge tone="high">Refused</Badge>
      <CellSub>{mail.failure}</CellSub>
    </>
  );
}
