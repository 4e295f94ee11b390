import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ObjectHistory } from "@/components/audit/object-history";
import { absenceKindWords, absenceStateWords } from "@/components/lifecycle/absence-words";
import { SuspendedKeys } from "@/components/lifecycle/suspended-keys";
import { Badge } from "@/components/ui/badge";
import { ConfirmButton } from "@/components/ui/confirm-button";
import { counted } from "@/components/ui/counted";
import { EmptyState } from "@/components/ui/empty-state";
import { CommandForm } from "@/components/ui/form";
import { Page, Section } from "@/components/ui/page";
import { timeText } from "@/components/ui/time-text";
import { historyOf } from "@/lib/audit/queries";
import { requireActor } from "@/lib/auth/session";
import { type AbsenceDetail, getAbsence } from "@/lib/lifecycle/queries/get-absence";
import { WORK } from "@/lib/platforms/work";
import { confirmKeyAction, endAbsenceAction } from "../actions";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const absence = await getAbsence(await requireActor(), (await params).id);
  return { title: absence ? `${absence.personName}, A-${absence.number}` : "No such absence" };
}

/** One absence: what it suspends, who stands in, and at the return each key. */
export default async function AbsencePage({ params }: Props) {
  const actor = await requireActor();
  const { id } = await params;
  const absence = await getAbsence(actor, id);
  if (!absence) notFound();
  const history = await historyOf("absence", id);
  const { keys, can, state } = absence;
  return (
    <Page
      title={titleOf(absence)}
      crumbs={[
        { label: "Departures", href: "/departures" },
        { label: "Calendar", href: "/departures/calendar" },
        { label: `A-${absence.number}` },
      ]}
      lead={subtitle(absence)}
      state={<Badge tone={absenceStateWords[state].tone}>{absenceStateWords[state].word}</Badge>}
      actions={can.end ? <EndAbsence absence={absence} /> : null}
    >
      {keys.length > 0 ? (
        <Section
          title={counted(keys.length, "key")}
          lead={
            can.confirm
              ? "Say of each whether it is needed again. What nobody has taken away yet is kept; the rest is asked for anew and decided as usual."
              : "Held when the absence began. Nothing comes back by itself."
          }
        >
          <SuspendedKeys
            absenceId={id}
            keys={keys}
            confirm={can.confirm ? confirmKeyAction : null}
            work={WORK.map(({ key, label }) => ({ value: key, label }))}
            now={absence.now}
          />
        </Section>
      ) : (
        <EmptyState title={state === "planned" ? "Nothing is suspended yet." : "No key was held."}>
          {state === "planned"
            ? "On the first day, every key that they hold then is taken back and listed here."
            : "There is nothing to confirm at the return."}
        </EmptyState>
      )}
      <Section title="History">
        <ObjectHistory events={history} />
      </Section>
    </Page>
  );
}

function EndAbsence({ absence: { id, personName, state } }: { absence: AbsenceDetail }) {
  const away = state === "away";
  return (
    <CommandForm action={endAbsenceAction} className="contents" label="End the absence">
      <input type="hidden" name="absenceId" value={id} />
      <ConfirmButton
        tone="primary"
        title={away ? `${personName} has returned?` : "Call it off?"}
        description={
          away
            ? "They can sign in again. No key comes back by this: each is confirmed below."
            : "Their access stays as it is."
        }
        confirm={away ? "They have returned" : "Call it off"}
      >
        {away ? "They have returned" : "Call it off"}
      </ConfirmButton>
    </CommandForm>
  );
}

function titleOf({ personName, state, keys }: AbsenceDetail): string {
  const open = keys.filter((key) => key.answer === null).length;
  if (state === "planned") return `${personName} will be away`;
  if (state === "away") return `${personName} is away`;
  if (state === "called_off") return `${personName} was not away`;
  if (state === "left") return `${personName} left without returning`;
  return open > 0
    ? `${personName} has returned: ${counted(open, "key")} to confirm`
    : `${personName} has returned`;
}

function subtitle({ kind, startsOn, expectedOn, standInName }: AbsenceDetail): string {
  return [
    absenceKindWords[kind],
    `from ${timeText(startsOn, "long")}`,
    expectedOn ? `expected back ${timeText(expectedOn, "long")}` : "no day of return known",
    standInName ? `${standInName} stands in` : null,
  ]
    .filter(Boolean)
    .join(" · ");
}
