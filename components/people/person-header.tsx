import type { ReactNode } from "react";
import { ButtonLink } from "@/components/ui/button";
import { ConfirmButton } from "@/components/ui/confirm-button";
import { countedInWords } from "@/components/ui/counted";
import { CommandForm } from "@/components/ui/form";
import type { FormAction } from "@/lib/form-state";
import type { PersonDetail } from "@/lib/people/queries/get-person";
import type { GrantRow } from "@/lib/register/queries/grant-rows";

/** The sentence of a person's page: what they hold now, and where they stand. */
export function personTitle(person: PersonDetail, grants: readonly Pick<GrantRow, "state">[]): string {
  const { name, status, endedAt, holdings } = person;
  const held = grants.filter((grant) => grant.state !== "to_grant").length;
  const keys = countedInWords(held, "key");
  if (endedAt) return held === 0 ? `${name} has left` : `${name} has left and still holds ${keys}`;
  const also =
    holdings.sharedLogins > 0 ? ` and knows ${countedInWords(holdings.sharedLogins, "shared login")}` : "";
  return `${name} ${status === "leaving" ? "is leaving and " : status === "away" ? "is away and " : ""}holds ${keys}${also}`;
}

/** What can be done with a person: change, start a departure, end. */
export function PersonHeader({
  person,
  end,
  away,
}: {
  person: PersonDetail;
  end: FormAction;
  /** The way to say that they are away; where it is not theirs to say, nothing. */
  away?: ReactNode;
}) {
  const { holdings, can, departure, absence } = person;
  const nothing = Object.values(holdings).every((count) => count === 0);
  return (
    <>
      {can.edit ? <ButtonLink href={`/people/${person.id}/edit`}>Change</ButtonLink> : null}
      {absence ? (
        <ButtonLink href={`/departures/absences/${absence.id}`}>See the absence</ButtonLink>
      ) : can.depart ? (
        away
      ) : null}
      {departure ? (
        <ButtonLink tone={person.endedAt ? "plain" : "primary"} href={`/departures/${departure.id}`}>
          See the departure
        </ButtonLink>
      ) : null}
      {can.reportSeen ? (
        <ButtonLink href={`/seen?person=${person.id}`}>I still see this person</ButtonLink>
      ) : null}
      {can.end && nothing && !departure ? (
        <CommandForm action={end} className="contents" label={`End ${person.name}`}>
          <input type="hidden" name="personId" value={person.id} />
          <ConfirmButton
            title={`${person.name} has left?`}
            description="They hold nothing. Their identities and seats end with them; all of it stays on record."
            confirm="They have left"
          >
            They have left
          </ConfirmButton>
        </CommandForm>
      ) : null}
      {can.depart ? (
        <>
          <ButtonLink href={`/people/${person.id}/move`}>Change of role</ButtonLink>
          <ButtonLink href={`/departures/new?person=${person.id}`}>Start a departure</ButtonLink>
          <ButtonLink tone="danger" href={`/departures/new?person=${person.id}&kind=terminated_now`}>
            Terminate now
          </ButtonLink>
        </>
      ) : null}
    </>
  );
}
