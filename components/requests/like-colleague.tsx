"use client";

import { AccountId } from "@/components/ui/account-id";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { countedInWords } from "@/components/ui/counted";
import { Field } from "@/components/ui/field";
import { Fold } from "@/components/ui/fold";
import { PlatformMark } from "@/components/ui/platform-mark";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "@/components/ui/table";
import { useAsked } from "@/components/ui/use-asked";
import type { LikeColleague as Like, LikeLine } from "@/lib/requests/queries/like-colleague";
import { RoleRung } from "./role-rung";

type Props = {
  clientId: string;
  colleagues: { id: string; name: string; title: string | null }[];
  colleagueId: string | null;
  onColleague: (id: string | null) => void;
  personIds: string[];
  work: string[];
  /** Chooses these accounts in the form. */
  onAccounts: (assetIds: string[]) => void;
};

const NO_ANSWER = "No answer came, so this colleague’s access cannot be shown. You can still ask without it.";

/**
 * A colleague's access as a template: line by line what they hold, what others hold, and the difference. It chooses
 * accounts at most; the work is named by who asks, and the smallest role follows from it.
 */
export function LikeColleague({ colleagues, colleagueId, onColleague, onAccounts, ...about }: Props) {
  const { answer, asking, failed } = useAsked<Like>(
    "/api/requests/like",
    colleagueId ? { ...about, colleagueId } : null,
    NO_ANSWER,
  );
  return (
    <Fold
      summary="Take a colleague’s access as a template"
      aside={answer ? answer.colleague.name : undefined}
      open={colleagueId !== null}
    >
      <div className="flex flex-col gap-4">
        <Field
          name="colleague"
          label="Whose access"
          hint="It is compared, and never copied: what has to be done decides the role."
          optional
          className="max-w-120"
        >
          <Combobox
            options={colleagues.map(({ id, name, title }) => ({
              value: id,
              label: name,
              sub: title ?? undefined,
            }))}
            defaultValue={colleagueId ?? undefined}
            placeholder="Choose a colleague…"
            empty="Nobody of that name holds a key here."
            onChange={([id]) => onColleague(id ?? null)}
          />
        </Field>
        {failed ? <p className="text-second">{failed}</p> : null}
        {answer && answer.lines.length === 0 ? (
          <p className="text-second">{answer.colleague.name} holds nothing here any more.</p>
        ) : null}
        {answer && answer.lines.length > 0 ? (
          <div aria-busy={asking} className="flex flex-col gap-3">
            <Lines like={answer} workChosen={about.work.length > 0} />
            <Accounts like={answer} onAccounts={onAccounts} />
          </div>
        ) : null}
      </div>
    </Fold>
  );
}

function Lines({ like, workChosen }: { like: Like; workChosen: boolean }) {
  return (
    <Table label={`What ${like.colleague.name} holds`}>
      <Head>
        <HeadCell width="w-1/4">Account</HeadCell>
        <HeadCell width="w-1/4">{like.colleague.name}</HeadCell>
        <HeadCell width="w-1/4">Others today, and the difference</HeadCell>
        <HeadCell>Enough for the work</HeadCell>
      </Head>
      <Body>
        {like.lines.map((line) => (
          <Row key={line.assetId}>
            <Cell heading mark={<PlatformMark letters={line.mark} name={line.platformName} />}>
              <CellMain>{line.name}</CellMain>
              <CellSub>
                <AccountId id={line.accountId} copy={false} />
              </CellSub>
            </Cell>
            <Cell label={like.colleague.name}>
              {line.rung ? <RoleRung rung={line.rung} sub={line.holds} /> : line.holds}
              {line.does.length > 0 ? (
                <Fold summary={countedInWords(line.does.length, "kind of work", "kinds of work")}>
                  <ul className="text-sm text-second">
                    {line.does.map((each) => (
                      <li key={each}>{each}</li>
                    ))}
                  </ul>
                </Fold>
              ) : null}
            </Cell>
            <Cell label="Difference">
              <Difference line={line} />
            </Cell>
            <Cell label="Enough">
              <Enough line={line} workChosen={workChosen} />
            </Cell>
          </Row>
        ))}
      </Body>
    </Table>
  );
}

function Difference({ line }: { line: LikeLine }) {
  if (line.people.length === 0) return <span className="text-third">choose for whom</span>;
  return (
    <ul className="flex flex-col gap-1">
      {line.people.map((person) => (
        <li key={person.personId}>
          {person.name} holds {person.holds ?? "nothing"}
          {person.waits ? <CellSub tone="attention">asked for in {person.waits}</CellSub> : null}
          <CellSub>{person.lacks ? `lacks ${person.lacks}` : "lacks nothing of it"}</CellSub>
        </li>
      ))}
    </ul>
  );
}

function Enough({ line, workChosen }: { line: LikeLine; workChosen: boolean }) {
  if (!workChosen) return <span className="text-third">choose what has to be done</span>;
  if (!line.smallest) return <span className="text-third">no role does all of this here</span>;
  return (
    <>
      <RoleRung rung={line.smallest.rung} />
      {line.smallest.leavesOut ? <CellSub>leaves out {line.smallest.leavesOut}</CellSub> : null}
    </>
  );
}

function Accounts({ like, onAccounts }: { like: Like; onAccounts: (assetIds: string[]) => void }) {
  const open = like.lines.filter(
    ({ people }) =>
      people.length === 0 || people.some(({ lacks, waits }) => lacks !== null && waits === null),
  );
  if (open.length === 0) return <p className="text-second">Nobody lacks anything of it.</p>;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <Button size="small" onClick={() => onAccounts(open.map(({ assetId }) => assetId))}>
        {open.length === 1 ? "Choose this account" : `Choose these ${countedInWords(open.length, "account")}`}
      </Button>
      <span className="text-sm text-third">Then say what has to be done.</span>
    </div>
  );
}
