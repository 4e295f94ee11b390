import type { Metadata } from "next";
import { BreakGlass } from "@/components/members/break-glass";
import { EndEverybody } from "@/components/members/end-everybody";
import { InvitationTable } from "@/components/members/invitation-table";
import { InviteForm } from "@/components/members/invite-form";
import { MemberTable } from "@/components/members/member-table";
import { numberInWords, sentence } from "@/components/ui/counted";
import { hrefWith, type Params } from "@/components/ui/href";
import { ListControls } from "@/components/ui/list-controls";
import { Page, Section } from "@/components/ui/page";
import { Pager } from "@/components/ui/pager";
import { listBreakGlassAccounts } from "@/lib/accounts/alarm-queries";
import { listInvitable, listInvitations, listMembers, memberRights } from "@/lib/accounts/queries";
import { roleNames, roleOrder, rolesInWords } from "@/lib/accounts/rules";
import { requireActor } from "@/lib/auth/session";
import { env } from "@/lib/env";
import { readListState } from "@/lib/list-state";
import {
  changeRolesAction,
  disableAccountAction,
  enableAccountAction,
  endEverybodysSessionsAction,
  endMemberSessionsAction,
  inviteMemberAction,
  makeBreakGlassAction,
  withdrawInvitationAction,
} from "./actions";

export const metadata: Metadata = { title: "Members" };

const roleChoices = roleOrder.map((role) => ({
  value: role,
  label: roleNames[role].name,
  description: roleNames[role].does,
}));

const withWords = <Row extends { roles: Parameters<typeof rolesInWords>[0] }>(row: Row) => ({
  ...row,
  rolesText: rolesInWords(row.roles),
});

export default async function MembersPage({ searchParams }: { searchParams: Promise<Params> }) {
  const actor = await requireActor();
  const params = await searchParams;
  const rights = memberRights(actor);
  const [members, invitations, people, sealed] = await Promise.all([
    listMembers(actor, readListState(params, [])),
    listInvitations(actor),
    rights.invite ? listInvitable(actor) : [],
    listBreakGlassAccounts(actor),
  ]);
  const { rows, total, page, pageSize } = members;
  const title =
    total === 1 ? "One person can sign in" : `${sentence(numberInWords(total))} people have an account`;
  return (
    <Page
      title={title}
      lead="Each of them signs in with factors of their own. Nobody is ever removed from this list."
    >
      <Section
        title="Accounts"
        link={rights.endSessions ? <EndEverybody action={endEverybodysSessionsAction} /> : null}
      >
        <ListControls
          path="/members"
          params={params}
          search={{ label: "Name or address" }}
          count={{ shown: rows.length, total, noun: total === 1 ? "account" : "accounts" }}
        />
        <MemberTable
          members={rows.map(withWords)}
          roles={roleChoices}
          actions={
            rights.change
              ? { changeRoles: changeRolesAction, disable: disableAccountAction, enable: enableAccountAction }
              : null
          }
          endSessions={rights.endSessions ? endMemberSessionsAction : null}
        />
        <Pager
          previous={page > 1 ? hrefWith("/members", params, { page: page - 1 }) : null}
          next={page * pageSize < total ? hrefWith("/members", params, { page: page + 1 }) : null}
        />
      </Section>
      {invitations.length > 0 ? (
        <Section title="Open invitations">
          <InvitationTable
            invitations={invitations.map(withWords)}
            withdraw={rights.invite ? withdrawInvitationAction : null}
          />
        </Section>
      ) : null}
      {rights.invite ? (
        <Section
          title="Invite somebody"
          id="invite"
          lead="By a link that works once, for seven days. With it they set up how they sign in."
        >
          <div className="max-w-prose">
            <InviteForm
              action={inviteMemberAction}
              people={people.map(({ personId, name, email }) => ({
                value: personId,
                label: name,
                ...(email ? { sub: email } : {}),
              }))}
              roles={roleChoices}
              mailed={env().SMTP_URL !== undefined}
            />
          </div>
        </Section>
      ) : null}
      {sealed.length > 0 || rights.invite ? (
        <Section
          title="Break-glass accounts"
          id="break-glass"
          lead="Owners for the day on which nobody else gets in: a security key in a safe. Every use alarms all administrators. Test each once in a quarter."
        >
          <BreakGlass
            accounts={sealed}
            make={rights.invite ? makeBreakGlassAction : null}
            able={rights.change ? { disable: disableAccountAction, enable: enableAccountAction } : null}
          />
        </Section>
      ) : null}
    </Page>
  );
}
