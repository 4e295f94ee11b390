import { ButtonLink } from "@/components/ui/button";
import { ConfirmButton } from "@/components/ui/confirm-button";
import { counted } from "@/components/ui/counted";
import { CommandForm } from "@/components/ui/form";
import { Section } from "@/components/ui/page";
import { SubmitButton } from "@/components/ui/submit-button";
import type { FormAction } from "@/lib/form-state";
import type { ImportDetail } from "@/lib/imports/queries/get-import";

/** What applying writes, in numbers, and the button that does it. */
export function ApplyForm({
  run,
  apply,
  discard,
}: {
  run: ImportDetail;
  apply: FormAction;
  discard: FormAction;
}) {
  const { counts, leftovers } = run;
  if (!counts) return null;
  const { writes } = counts;
  const list = new Intl.ListFormat("en-GB").format(
    [
      writes.people > 0 ? counted(writes.people, "person", "people") : null,
      writes.clients > 0 ? counted(writes.clients, "client", "clients") : null,
      writes.accounts > 0 ? counted(writes.accounts, "account", "accounts") : null,
      writes.grants > 0 ? counted(writes.grants, "key", "keys") : null,
      writes.departures ? counted(writes.departures, "departure", "departures") : null,
      writes.moves ? counted(writes.moves, "proposed change of role", "proposed changes of role") : null,
      writes.changes > 0 ? counted(writes.changes, "change", "changes") : null,
    ].filter((part) => part !== null),
  );
  const open = run.state === "review";
  if (run.unmapped)
    return (
      <Section title="Apply it">
        <p className="max-w-prose">
          It can be applied when somebody has confirmed what the columns hold. What the rows come to until
          then is a guess.
        </p>
        <div className="mt-1 flex">
          <Discard id={run.id} action={discard} />
        </div>
      </Section>
    );
  return (
    <Section title={open ? "Apply it" : "What it came to"}>
      {open ? (
        <p className="max-w-prose">
          {list ? `Applying writes ${list}, all at once or not at all.` : "There is nothing to write."}{" "}
          {writes.expired > 0
            ? `${counted(writes.expired, "key has", "keys have")} an end that has passed, and ${writes.expired === 1 ? "counts" : "count"} as held until the removal is proved. `
            : ""}
          {writes.grants > 0 ? "A spreadsheet proves nothing, so none of them has a proof yet." : ""}
        </p>
      ) : null}
      {leftovers > 0 ? (
        <p className="max-w-prose text-second">
          {counted(leftovers, "row is", "rows are")} not taken over: refused, open, or left out. They are kept
          as a list that you can export and finish at any time.
        </p>
      ) : null}
      <div className="mt-1 flex flex-wrap items-start gap-2">
        {open ? (
          <CommandForm action={apply} label="Apply the import" className="flex flex-col gap-3">
            <input type="hidden" name="id" value={run.id} />
            <SubmitButton tone={counts.questions > 0 ? "plain" : "primary"} className="self-start">
              {counts.questions > 0 ? "Apply what is clear" : "Apply"}
            </SubmitButton>
          </CommandForm>
        ) : null}
        {leftovers > 0 ? (
          <ButtonLink href={`/import/${run.id}/leftovers.csv`} prefetch={false}>
            Export the leftovers
          </ButtonLink>
        ) : null}
        {open && !run.appliedAt ? <Discard id={run.id} action={discard} /> : null}
      </div>
    </Section>
  );
}

function Discard({ id, action }: { id: string; action: FormAction }) {
  return (
    <CommandForm action={action} label="Discard the import" className="flex flex-col gap-3">
      <input type="hidden" name="id" value={id} />
      <ConfirmButton
        title="Discard this import?"
        description="Nothing of it has been written. Its content and your answers go; the file itself stays where it is."
        confirm="Discard"
      >
        Discard
      </ConfirmButton>
    </CommandForm>
  );
}
