import { Badge } from "@/components/ui/badge";
import { Deadline } from "@/components/ui/deadline";
import { Body, Cell, CellSub, Head, HeadCell, Row, Table } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { FormAction } from "@/lib/form-state";
import type { GrantRow } from "@/lib/register/queries/grant-rows";
import { AccountCell, RoleCell } from "./grant-cells";
import { ExtendForm, GiveBackForm, LapseForm } from "./grant-end-forms";
import { GrantStateBadge } from "./grant-state";

type Actions = { extend: FormAction; lapse: FormAction; giveBack: FormAction };

/** What somebody holds, with what they can say to it: keep it longer, let it lapse, give it back. */
export function OwnGrants({ grants, now, actions }: { grants: GrantRow[]; now: Date; actions: Actions }) {
  return (
    <Table label="What I hold" rows={grants.length}>
      <Head>
        <HeadCell width="w-[34%]">Account</HeadCell>
        <HeadCell>Role</HeadCell>
        <HeadCell width="w-32">State</HeadCell>
        <HeadCell width="w-32">Ends</HeadCell>
        <HeadCell>
          <span className="sr-only">What you can do</span>
        </HeadCell>
      </Head>
      <Body>
        {grants.map((grant) => (
          <Row key={grant.id}>
            <AccountCell grant={grant} href={`/register/${grant.id}`} />
            <RoleCell grant={grant} />
            <Cell label="State">
              <GrantStateBadge grant={grant} />
            </Cell>
            <Cell label="Ends">
              <Ends grant={grant} now={now} />
            </Cell>
            <Cell actions>
              <Answers grant={grant} actions={actions} />
            </Cell>
          </Row>
        ))}
      </Body>
    </Table>
  );
}

function Ends({ grant, now }: { grant: GrantRow; now: Date }) {
  if (!grant.endsAt) return <span className="text-third">no end</span>;
  if (grant.lapses && grant.wanted) {
    return (
      <>
        <Time value={grant.endsAt} />
        <CellSub>You let it lapse</CellSub>
      </>
    );
  }
  return grant.endsSoon ? <Deadline due={grant.endsAt} now={now} /> : <Time value={grant.endsAt} />;
}

function Answers({ grant, actions }: { grant: GrantRow; actions: Actions }) {
  if (!grant.wanted) return <Badge>Being taken back</Badge>;
  return (
    <div className="flex flex-wrap justify-end gap-2 max-md:justify-start">
      {grant.endsSoon && grant.holder.kind === "person" ? (
        <ExtendForm grant={grant} action={actions.extend} size="small" />
      ) : null}
      {grant.endsSoon && !grant.lapses ? (
        <LapseForm grant={grant} action={actions.lapse} size="small" />
      ) : null}
      <GiveBackForm grant={grant} action={actions.giveBack} size="small" />
    </div>
  );
}
