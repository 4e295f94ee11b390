import { counted } from "@/components/ui/counted";
import { CommandForm } from "@/components/ui/form";
import { SubmitButton } from "@/components/ui/submit-button";
import type { FormAction } from "@/lib/form-state";
import type { ImportDetail } from "@/lib/imports/queries/get-import";

/** Offers another sheet of the same file that looks like a list of people; nothing where there is none. */
export function PeopleSheet({ run, action }: { run: ImportDetail; action: FormAction }) {
  const sheet =
    run.kind === "register" && !run.people
      ? run.shape.sheets.find(({ name, kind }) => kind === "people" && name !== run.sheet)
      : undefined;
  if (!sheet) return null;
  return (
    <CommandForm
      action={action}
      label="Take in the people"
      className="flex flex-wrap items-center gap-3 pb-3"
    >
      <input type="hidden" name="id" value={run.id} />
      <input type="hidden" name="sheet" value={sheet.name} />
      <p>
        The sheet “{sheet.name}” looks like a list of people ({counted(sheet.rows, "row", "rows")}).
      </p>
      <SubmitButton tone="plain" size="small">
        Take it in as well
      </SubmitButton>
    </CommandForm>
  );
}
