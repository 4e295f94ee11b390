import { ButtonLink } from "@/components/ui/button";
import { ConfirmButton } from "@/components/ui/confirm-button";
import { countedInWords } from "@/components/ui/counted";
import { CommandForm } from "@/components/ui/form";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { FormAction } from "@/lib/form-state";
import type { DraftRow } from "@/lib/requests/queries/drafts";

/** One's own drafts: each is gone on with, or thrown away. */
export function DraftTable({ drafts, discard }: { drafts: DraftRow[]; discard: FormAction }) {
  return (
    <Table label="Your drafts">
      <Head>
        <HeadCell>Draft</HeadCell>
        <HeadCell width="w-1/5">Accounts</HeadCell>
        <HeadCell width="w-1/6">Last changed</HeadCell>
        <HeadCell width="w-1/4" hidden>
          Actions
        </HeadCell>
      </Head>
      <Body>
        {drafts.map((draft) => (
          <Row key={draft.id}>
            <Cell heading>
              <CellMain href={`/requests/new?draft=${draft.id}`}>{draft.sentence}</CellMain>
              {draft.reason ? <CellSub>“{shortened(draft.reason)}”</CellSub> : null}
            </Cell>
            <Cell label="Accounts">
              {draft.accounts > 0 ? (
                countedInWords(draft.accounts, "account")
              ) : (
                <span className="text-third">none chosen</span>
              )}
            </Cell>
            <Cell label="Last changed">
              <Time value={draft.changedAt} as="moment" />
            </Cell>
            <Cell actions>
              <ButtonLink size="small" href={`/requests/new?draft=${draft.id}`}>
                Go on
              </ButtonLink>
              <CommandForm action={discard} className="contents" label={`Throw away: ${draft.sentence}`}>
                <input type="hidden" name="draftId" value={draft.id} />
                <ConfirmButton
                  size="small"
                  tone="quiet"
                  title="Throw this draft away?"
                  description={`${draft.sentence}. Nobody has been asked anything yet.`}
                  confirm="Throw away"
                >
                  Throw away
                </ConfirmButton>
              </CommandForm>
            </Cell>
          </Row>
        ))}
      </Body>
    </Table>
  );
}

const shortened = (text: string): string => (text.length > 90 ? `${text.slice(0, 88).trimEnd()}…` : text);
