import { CommandForm } from "@/components/ui/form";
import { SubmitButton } from "@/components/ui/submit-button";
import { Time } from "@/components/ui/time";
import type { FormAction } from "@/lib/form-state";
import type { AskedClient } from "@/lib/requests/queries/asked-client";

/** Who of the client answers, who was told when, and a reminder once a day. */
export function ClientAsked({ of, id, remind }: { of: AskedClient; id: string; remind: FormAction }) {
  if (of.from === "written") return null;
  return (
    <section
      aria-label={`The answer of ${of.clientName}`}
      className="flex flex-col gap-2 border-t border-rule pt-3"
    >
      <p>
        {of.clientName} answers for itself; what is approved is given when both have said yes.{" "}
        <span className="text-second">{of.sentence}</span>
      </p>
      {of.told.length > 0 ? (
        <ul className="text-sm text-third">
          {of.told.map(({ name, first, last }) => (
            <li key={name}>
              {name} was told <Time value={first} as="moment" />
              {last > first ? (
                <>
                  {" "}
                  and again <Time value={last} as="moment" />
                </>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
      {of.remind === true ? (
        <CommandForm action={remind} className="contents" label={`Remind ${of.clientName}`}>
          <input type="hidden" name="requestId" value={id} />
          <SubmitButton tone="plain" size="small" className="self-start">
            Remind {of.clientName}
          </SubmitButton>
        </CommandForm>
      ) : of.remind ? (
        <p className="text-sm text-third">{of.remind}</p>
      ) : null}
    </section>
  );
}
