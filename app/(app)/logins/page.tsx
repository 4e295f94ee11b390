import type { Metadata } from "next";
import { LoginsTable } from "@/components/logins/logins-table";
import { ButtonLink } from "@/components/ui/button";
import { countedInWords, numberInWords, sentence } from "@/components/ui/counted";
import { EmptyState } from "@/components/ui/empty-state";
import { Page } from "@/components/ui/page";
import { may } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/session";
import { listPersonOptions } from "@/lib/people/queries/list-people";
import { type LoginRow, listLogins } from "@/lib/register/queries/list-logins";
import { personChoices } from "../people/choices";
import { planLoginAction, takeOffLoginAction } from "./actions";

export const metadata: Metadata = { title: "Shared logins" };

/** The shared logins that are left, and what it takes to come to none. */
export default async function LoginsPage() {
  const actor = await requireActor();
  const writes = may(actor, "people.write");
  const [logins, people] = await Promise.all([listLogins(actor), writes ? listPersonOptions(actor) : []]);
  return (
    <Page
      title={titleOf(logins)}
      lead="Nobody can say who used a shared login, and whoever knows its secret keeps it until it is changed. Each has an end and a plan: named accounts instead, by when, and who sees to it."
      actions={
        logins.length > 0 ? (
          <ButtonLink href="/logins/export.csv" prefetch={false}>
            Export
          </ButtonLink>
        ) : null
      }
    >
      {logins.length > 0 ? (
        <LoginsTable
          logins={logins}
          people={personChoices(people)}
          actions={writes ? { plan: planLoginAction, takeOff: takeOffLoginAction } : null}
          today={new Date()}
        />
      ) : (
        <EmptyState title="Everybody uses an account of their own.">
          An identity that is shared with a second person, on that person’s page, stands here until it has
          ended.
        </EmptyState>
      )}
    </Page>
  );
}

function titleOf(logins: readonly LoginRow[]): string {
  if (logins.length === 0) return "No shared login is left";
  const planless = logins.filter((login) => !login.plan).length;
  const left = sentence(countedInWords(logins.length, "shared login"));
  return planless > 0 ? `${left} left, ${numberInWords(planless)} without a plan` : `${left} left`;
}
