import { AccountCell, SmallestRole } from "@/components/clients/kit-list";
import { countedInWords } from "@/components/ui/counted";
import { Field } from "@/components/ui/field";
import { Fold } from "@/components/ui/fold";
import { CommandForm } from "@/components/ui/form";
import { DateInput, TextInput } from "@/components/ui/inputs";
import { SubmitButton } from "@/components/ui/submit-button";
import { Body, Cell, CellSub, Head, HeadCell, Row, Table } from "@/components/ui/table";
import type { FormAction } from "@/lib/form-state";
import type { KitPreview } from "@/lib/requests/queries/preview-kit";
import { CheckList } from "./check-list";

/** What a kit gives somebody, line by line at the smallest role, and one button that asks for all of it. */
export function AskForKitForm({ kit, ask, today }: { kit: KitPreview; ask: FormAction; today: Date }) {
  const open = kit.lines.filter((line) => line.leftOut === null);
  return (
    <div className="flex flex-col gap-6">
      <Table label={`Kit of ${kit.role}`}>
        <Head>
          <HeadCell width="w-1/4">Account</HeadCell>
          <HeadCell width="w-1/4">What has to be done</HeadCell>
          <HeadCell width="w-1/5">Smallest role for it</HeadCell>
          <HeadCell>Now</HeadCell>
        </Head>
        <Body>
          {kit.lines.map((line) => (
            <Row key={line.id} muted={line.leftOut !== null}>
              <AccountCell line={line} link={kit.can.read} />
              <Cell label="Work">{line.work}</Cell>
              <Cell label="Role">
                <SmallestRole line={line} />
              </Cell>
              <Cell label="Now">
                {line.leftOut ? (
                  `Left out: ${line.leftOut}`
                ) : (
                  <>
                    is asked for
                    {line.holds ? <CellSub>holds {line.holds}</CellSub> : null}
                    {line.loses ? <CellSub tone="attention">{line.loses}</CellSub> : null}
                  </>
                )}
              </Cell>
            </Row>
          ))}
        </Body>
      </Table>
      {kit.checks.length > 0 ? <CheckList checks={kit.checks} /> : null}
      {kit.asks !== true && open.length > 0 ? <p className="text-second">{kit.asks}</p> : null}
      {kit.asks === true ? (
        // It stays when nothing is left to ask for, so that what was asked is still said.
        <CommandForm action={ask} label="Ask for the kit" className="flex max-w-xl flex-col gap-4">
          {open.length > 0 ? <Fields kit={kit} open={open} today={today} /> : null}
        </CommandForm>
      ) : null}
    </div>
  );
}

function Fields({ kit, open, today }: { kit: KitPreview; open: KitPreview["lines"]; today: Date }) {
  return (
    <>
      <input type="hidden" name="membershipId" value={kit.membershipId} />
      {open.map((line) => (
        <input key={line.id} type="hidden" name="lineIds[]" value={line.id} />
      ))}
      <Fold summary="Until when, and why" aside={`until ${day(kit.until)}`}>
        <div className="flex flex-col gap-4">
          <Field name="until" label="Until the end of">
            <DateInput defaultValue={day(kit.until)} min={day(today)} max={day(kit.until)} />
          </Field>
          <Field name="reason" label="Why">
            <TextInput defaultValue={`Kit of ${kit.role}`} />
          </Field>
        </div>
      </Fold>
      <div>
        <SubmitButton>{`Ask for ${countedInWords(open.length, "account")}`}</SubmitButton>
      </div>
    </>
  );
}

const day = (at: Date) => at.toISOString().slice(0, 10);
