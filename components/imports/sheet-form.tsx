import { counted } from "@/components/ui/counted";
import { Field } from "@/components/ui/field";
import { CommandForm } from "@/components/ui/form";
import { Select } from "@/components/ui/inputs";
import { SubmitButton } from "@/components/ui/submit-button";
import type { FormAction } from "@/lib/form-state";
import type { ImportDetail } from "@/lib/imports/queries/get-import";
import { importKindWords } from "./words";

const holds = { register: "access", people: "people", other: "something else" };

/** Which sheet is read, and as what. */
export function SheetForm({
  run,
  action,
  bring,
}: {
  run: ImportDetail;
  action: FormAction;
  /** Takes another sheet in as the list of people. */
  bring: FormAction;
}) {
  const { sheets } = run.shape;
  const people = run.kind === "register" && !run.people ? sheets.find(isPeople(run.sheet)) : undefined;
  return (
    <>
      {people ? (
        <CommandForm action={bring} label="Take in the people" className="flex flex-wrap items-center gap-3">
          <input type="hidden" name="id" value={run.id} />
          <input type="hidden" name="sheet" value={people.name} />
          <p>
            The sheet “{people.name}” looks like a list of people ({counted(people.rows, "row", "rows")}).
          </p>
          <SubmitButton tone="plain" size="small">
            Take it in as well
          </SubmitButton>
        </CommandForm>
      ) : null}
      <CommandForm action={action} label="Sheet and kind" className="flex flex-wrap items-end gap-3">
        <input type="hidden" name="id" value={run.id} />
        <Field name="sheet" label="Sheet" className="w-full md:w-80">
          <Select
            defaultValue={run.sheet ?? undefined}
            options={sheets.map((sheet) => ({
              value: sheet.name,
              label: `${sheet.name} (${counted(sheet.rows, "row", "rows")}, looks like ${holds[sheet.kind]}${sheet.hidden ? ", hidden" : ""})`,
            }))}
          />
        </Field>
        <Field name="kind" label="It holds" className="w-full md:w-60">
          <Select
            defaultValue={run.kind}
            options={Object.entries(importKindWords).map(([value, label]) => ({ value, label }))}
          />
        </Field>
        <SubmitButton tone="plain">Read it this way</SubmitButton>
      </CommandForm>
    </>
  );
}

const isPeople = (chosen: string | null) => (sheet: { name: string; kind: string }) =>
  sheet.kind === "people" && sheet.name !== chosen;
