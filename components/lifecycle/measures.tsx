import { Badge } from "@/components/ui/badge";
import { counted } from "@/components/ui/counted";
import { span } from "@/components/ui/deadline-text";
import { DialogForm } from "@/components/ui/dialog-form";
import { Field } from "@/components/ui/field";
import { TextArea } from "@/components/ui/inputs";
import { KeyFigures } from "@/components/ui/key-figures";
import { Link } from "@/components/ui/link";
import { Section } from "@/components/ui/page";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "@/components/ui/table";
import type { FormAction } from "@/lib/form-state";
import type { Breach, DepartureMeasures } from "@/lib/lifecycle/queries/departure-measures";

/** How long it takes from the last moment to the last proof, and each departure that was late, with why. */
export function Measures({ measures, explain }: { measures: DepartureMeasures; explain: FormAction }) {
  if (isBlank(measures)) return null;
  const { breaches } = measures;
  return (
    <Section id="measures" title="From the last day to the last proof" lead={leadOf(measures)}>
      <Figures measures={measures} />
      {breaches.length > 0 ? (
        <div className="mt-5">
          <Breaches measures={measures} shown={breaches} explain={explain} />
        </div>
      ) : null}
    </Section>
  );
}

/** So many late departures stand on Today: those that nobody has explained come first. */
const ON_TODAY = 5;

/** The same on Today, with the first of what was late. */
export function MeasuresInShort({ measures, explain }: { measures: DepartureMeasures; explain: FormAction }) {
  if (isBlank(measures)) return null;
  const shown = measures.breaches.slice(0, ON_TODAY);
  const all = measures.breaches.length;
  return (
    <Section
      title="From the last day to the last proof"
      lead={leadOf(measures)}
      link={
        <Link href="/departures#measures">
          {all > shown.length ? `All ${all} that were late` : "With all departures"}
        </Link>
      }
    >
      <Figures measures={measures} />
      {shown.length > 0 ? (
        <div className="mt-3">
          <Breaches measures={measures} shown={shown} explain={explain} />
        </div>
      ) : null}
    </Section>
  );
}

const isBlank = ({ finished, breaches }: DepartureMeasures) => finished === 0 && breaches.length === 0;

const leadOf = ({ days }: DepartureMeasures) =>
  `Who left in the last ${days} days. Proof from before the last moment counts as no time.`;

function Figures({
  measures: { finished, medianMinutes, p95Minutes, breaches },
}: {
  measures: DepartureMeasures;
}) {
  const unexplained = breaches.filter(({ because }) => because === null).length;
  return (
    <KeyFigures
      figures={[
        {
          value: lengthOf(medianMinutes),
          label: `median of ${counted(finished, "departure")} with all evidence`,
        },
        { value: lengthOf(p95Minutes), label: "95th percentile" },
        {
          value: breaches.length,
          label: unexplained > 0 ? `late, ${unexplained} to explain` : "late",
          tone: breaches.some(({ open }) => open) ? "critical" : unexplained > 0 ? "attention" : undefined,
        },
      ]}
    />
  );
}

function Breaches({
  measures: { can },
  shown,
  explain,
}: {
  measures: DepartureMeasures;
  shown: Breach[];
  explain: FormAction;
}) {
  return (
    <Table label="Departures with something late">
      <Head>
        <HeadCell width="md:w-1/3">Whose</HeadCell>
        <HeadCell width="md:w-1/4">Late by</HeadCell>
        <HeadCell>Why</HeadCell>
        <HeadCell hidden width="w-32">
          Explain
        </HeadCell>
      </Head>
      <Body>
        {shown.map((breach) => (
          <BreachRow key={breach.id} breach={breach} explain={can.explain ? explain : null} />
        ))}
      </Body>
    </Table>
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
        {open ? <Badge tone="critical">{lengthOf(byMinutes)}, still open</Badge> : lengthOf(byMinutes)}
        <CellSub>{counted(late, "entry", "entries")}</CellSub>
      </Cell>
      <Cell label="Why">{because ?? <span className="text-second">Nobody has said why yet.</span>}</Cell>
      <Cell actions>
        {explain ? (
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
        ) : null}
      </Cell>
    </Row>
  );
}

/** A length of time to compare by: under three days in hours, for "1 day" would hide half of it. */
function lengthOf(minutes: number | null): string {
  if (minutes === null) return "–";
  if (minutes < 1) return "0 min";
  const hours = Math.floor(minutes / 60);
  return hours >= 24 && hours < 72 ? `${hours} h` : span(minutes * 60_000);
}
