import { AccountId } from "@/components/ui/account-id";
import { Badge } from "@/components/ui/badge";
import { Deadline } from "@/components/ui/deadline";
import { Ladder } from "@/components/ui/ladder";
import { PlatformMark } from "@/components/ui/platform-mark";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { FormAction } from "@/lib/form-state";
import type { GrantRow } from "@/lib/register/queries/grant-rows";
import { ExtendForm, GiveBackForm, LapseForm } from "./grant-end-forms";
import { GrantStateBadge } from "./grant-state";
import { ladderTone } from "./words";

const SOON_MS = 30 * 86_400_000;

type Actions = { extend: FormAction; lapse: FormAction; giveBack: FormAction };

/** What somebody holds, with what they can say to it: keep it longer, let it lapse, give it back. */
export function OwnGrants({ grants, now, actions }: { grants: GrantRow[]; now: Date; actions: Actions }) {
  return (
    <Table label="What I hold" rows={grants.length}>
      <Head>
        <HeadCell>Account</HeadCell>
        <HeadCell width="w-48">Role</HeadCell>
        <HeadCell width="w-44">State</HeadCell>
        <HeadCell width="w-36">Ends</HeadCell>
        <HeadCell width="w-80">
          <span className="sr-only">What you can do</span>
        </HeadCell>
      </Head>
      <Body>
        {grants.map((grant) => (
          <Row key={grant.id}>
            <Cell heading mark={<PlatformMark letters={grant.platform.mark} name={grant.platform.name} />}>
              <CellMain href={`/register/${grant.id}`}>{grant.asset.name}</CellMain>
              <CellSub>
                {grant.asset.clientName ?? "The studio’s own"} ·{" "}
                <AccountId id={grant.asset.accountId} copy={false} />
              </CellSub>
            </Cell>
            <Cell label="Role">
              <Ladder
                filled={grant.role.step}
                of={grant.role.of}
                name={grant.role.name}
                tone={ladderTone(grant.risk)}
              />
            </Cell>
            <Cell label="State">
              <GrantStateBadge grant={grant} />
            </Cell>
            <Cell label="Ends">
              <Ends grant={grant} now={now} />
            </Cell>
            <Cell actions>
              <Answers grant={grant} now={now} actions={actions} />
            </Cell>
          </Row>
        ))}
      </Body>
    </Table>
  );
}

const isWanted = ({ state }: GrantRow) => state === "active" || state === "invited" || state === "to_grant";

const endsSoon = ({ endsAt }: GrantRow, now: Date) =>
  endsAt !== null && endsAt > now && endsAt.getTime() - now.getTime() <= SOON_MS;

function Ends({ grant, now }: { grant: GrantRow; now: Date }) {
  if (!grant.endsAt) return <span className="text-third">no end</span>;
  if (grant.lapses && isWanted(grant)) {
    return (
      <>
        <Time value={grant.endsAt} />
        <CellSub>You let it lapse</CellSub>
      </>
    );
  }
  return isWanted(grant) && endsSoon(grant, now) ? (
    <Deadline due={grant.endsAt} now={now} />
  ) : (
    <Time value={grant.endsAt} />
  );
}

function Answers({ grant, now, actions }: { grant: GrantRow; now: Date; actions: Actions }) {
  if (!isWanted(grant)) return <Badge>Being taken back</Badge>;
  const soon = endsSoon(grant, now);
  return (
    <div className="flex flex-wrap justify-end gap-2 max-md:justify-start">
      {soon && grant.holder.kind === "person" ? (
        <ExtendForm grant={grant} action={actions.extend} size="small" />
      ) : null}
      {soon && !grant.lapses ? <LapseForm grant={grant} action={actions.lapse} size="small" /> : null}
      <GiveBackForm grant={grant} action={actions.giveBack} size="small" />
    </div>
  );
}
