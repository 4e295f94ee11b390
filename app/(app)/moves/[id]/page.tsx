import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ObjectHistory } from "@/components/audit/object-history";
import { Decided, DecideForm } from "@/components/moves/decide-form";
import { DutyList } from "@/components/moves/duty-list";
import { LineGroups } from "@/components/moves/line-table";
import { stateWords } from "@/components/moves/words";
import { Badge } from "@/components/ui/badge";
import { Callout } from "@/components/ui/callout";
import { DefinitionList } from "@/components/ui/definition-list";
import { DialogForm } from "@/components/ui/dialog-form";
import { EmptyState } from "@/components/ui/empty-state";
import { Field } from "@/components/ui/field";
import { TextArea } from "@/components/ui/inputs";
import { Link } from "@/components/ui/link";
import { Page, Section } from "@/components/ui/page";
import { Time } from "@/components/ui/time";
import { historyOf } from "@/lib/audit/queries";
import { may } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/session";
import { getMove } from "@/lib/moves/queries/get-move";
import { cancelMoveAction, decideLinesAction } from "../actions";

export const metadata: Metadata = { title: "Change of role" };

export default async function MovePage({ params }: { params: Promise<{ id: string }> }) {
  const actor = await requireActor();
  const { id } = await params;
  const move = await getMove(actor, id);
  if (!move) notFound();
  const history = may(actor, "people.read") ? await historyOf("move", id) : [];
  const { seats, state } = move;
  const over = state === "done" || state === "cancelled";
  const seatText = (effect: "begin" | "end") => {
    const of = seats.filter((seat) => seat.effect === effect);
    return of.length > 0
      ? of.map((seat) => `${seat.role}, ${seat.client}: ${seat.engagement}`).join("; ")
      : null;
  };
  return (
    <Page
      title={
        move.title ? `${move.personName} becomes ${move.title}` : `${move.personName} changes their role`
      }
      crumbs={[{ label: "Changes of role", href: "/moves" }, { label: `M-${move.number}` }]}
      state={<Badge tone={stateWords[state].tone}>{stateWords[state].word}</Badge>}
      actions={
        move.can.cancel ? (
          <DialogForm
            label="Cancel the move…"
            tone="danger"
            title={`Cancel M-${move.number}?`}
            description="Everything stays as it is, and the reason stays on record."
            action={cancelMoveAction}
            submit="Cancel the move"
            submitTone="danger"
            back="Go back"
          >
            <input type="hidden" name="moveId" value={id} />
            <Field name="reason" label="Why">
              <TextArea rows={2} />
            </Field>
          </DialogForm>
        ) : null
      }
    >
      <DefinitionList
        items={[
          {
            term: "Who",
            value: may(actor, "people.read") ? (
              <Link href={`/people/${move.personId}`}>{move.personName}</Link>
            ) : (
              move.personName
            ),
          },
          { term: "From", value: <Time value={move.effectiveOn} /> },
          { term: "Team", value: move.department },
          { term: "Manager", value: move.manager },
          { term: "Leaves", value: seatText("end") },
          { term: "Joins", value: seatText("begin") },
          { term: "Proposed by", value: move.proposedBy ?? "an HR system" },
          { term: "Note", value: move.note },
          { term: "Cancelled", value: move.cancelReason },
        ]}
      />
      {move.away && !over ? (
        <Callout tone="attention" title={`${move.personName} is away`}>
          The move waits until they are back.
        </Callout>
      ) : null}
      {move.lines.length === 0 ? (
        <EmptyState title="Nothing changes in what they hold.">
          They hold no key, and no kit of their seats needs one.
        </EmptyState>
      ) : move.can.decide === true ? (
        <DecideForm move={move} decide={decideLinesAction} />
      ) : (
        <div className="flex flex-col gap-7">
          {over ? null : <p className="text-second">{move.can.decide}</p>}
          <LineGroups lines={move.lines} decide={(line) => <Decided line={line} over={over} />} />
        </div>
      )}
      {move.duties ? <DutyList duties={move.duties} heir={move.heir} /> : null}
      {history.length > 0 ? (
        <Section title="History">
          <ObjectHistory events={history} />
        </Section>
      ) : null}
    </Page>
  );
}
