import { Badge } from "@/components/ui/badge";
import { counted } from "@/components/ui/counted";
import { span } from "@/components/ui/deadline-text";
import { DialogForm } from "@/components/ui/dialog-form";
import { Field } from "@/components/ui/field";
import { TextArea } from "@/components/ui/inputs";
import { KeyFigures } from "@/components/ui/key-figures";
import { Section } from "@/components/ui/page";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "@/components/ui/table";
import type { FormAction } from "@/lib/form-state";
import type { Breach, DepartureMeasures } from "@/lib/lifecycle/queries/departure-measures";

/** How long it takes from the last moment to the last proof, and each departure that was late, with why. */
export function Measures({ measures, explain }: { measures: DepartureMeasures; explain: FormAction }) {
  const { days, finished, medianMinutes, p95Minutes, breaches, can } = measures;
  if (finished === 0 && breaches.length === 0) return null;
  return (
    <Section
      title="From the last moment to the last proof"
      lead={`Departures of the last ${days} days. What was proved before the last moment counts as no time.`}
    >
      <KeyFigures
        figures={[
          { value: lengthOf(medianMinutes), label: `median of ${finished} with all evidence` },
          { value: lengthOf(p95Minutes), label: "95th percentile" },
          {
            value: breaches.length,
            label: "with something late",
            tone: breaches.some(({ open }) => open) ? "critical" : undefined,
          },
        ]}
      />
      {breaches.length > 0 ? (
        <div className="mt-5">
          <Table label="Departures with something late">
            <Head>
              <HeadCell width="md:w-1/3">Who</HeadCell>
              <HeadCell width="md:w-1/4">Late by</HeadCell>
              <HeadCell>Why</HeadCell>
            </Head>
            <Body>
              {breaches.map((breach) => (
                <BreachRow key={breach.id} breach={breach} explain={can.explain ? explain : null} />
              ))}
            </Body>
          </Table>
        </div>
      ) : null}
    </Section>
  );
}

function BreachRow({ breach, explain }: { breach: Breach; explain: FormAction | null }) {
  const { id, number, personName, late, byMinutes, because, open } = breach;
  return (
    <Row>
      <Cell heading>
        <CellMain href={`/departures/${id}`}>{personName}</CellMain>
        <CellSub>D-{number}</CellSub>
      </Cell>
      <Cell label="Late by">
        {open ? <Badge tone="critical">{lengthOf(byMinutes)}, and still open</Badge> : lengthOf(byMinutes)}
        <CellSub>{counted(late, "entry", "entries")}</CellSub>
      </Cell>
      <Cell label="Why">
        {because ?? <span className="text-second">Nobody has said why.</span>}
        {explain ? (
          <div className="mt-1">
            <DialogForm
              label={because ? "Change…" : "Say why…"}
              size="small"
              title={`Why is ${personName}’s departure late?`}
              action={explain}
              submit="Save"
            >
              <input type="hidden" name="departureId" value={id} />
              <Field name="reason" label="Why">
                <TextArea rows={2} defaultValue={because ?? undefined} />
              </Field>
            </DialogForm>
          </div>
        ) : null}
      </Cell>
    </Row>
  );
}

const lengthOf = (minutes: number | null): string =>
  minutes === null ? "–" : minutes < 1 ? "0 min" : span(minutes * 60_000);
