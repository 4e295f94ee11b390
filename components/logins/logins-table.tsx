import { mfaWords } from "@/components/people/words";
import { riskWords } from "@/components/register/words";
import { Badge } from "@/components/ui/badge";
import type { Option } from "@/components/ui/inputs";
import { Link } from "@/components/ui/link";
import { PlatformMark } from "@/components/ui/platform-mark";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { FormAction } from "@/lib/form-state";
import type { LoginRow } from "@/lib/register/queries/list-logins";
import { PlanForm, TakeOffForm } from "./login-forms";

type Props = {
  logins: LoginRow[];
  people: Option[];
  /** Null for who only reads. */
  actions: { plan: FormAction; takeOff: FormAction } | null;
  today: Date;
};

/** Shared logins: where they let in, who knows them, how they stand, and the plan to do away with each. */
export function LoginsTable({ logins, people, actions, today }: Props) {
  return (
    <Table label="Shared logins" rows={logins.length}>
      <Head>
        <HeadCell width="w-64">Login</HeadCell>
        <HeadCell width="w-44">Known by</HeadCell>
        <HeadCell width="w-36">Second factor</HeadCell>
        <HeadCell>Plan</HeadCell>
        {actions ? (
          <HeadCell width="w-52" hidden>
            Actions
          </HeadCell>
        ) : null}
      </Head>
      <Body>
        {logins.map((login) => (
          <Row key={login.id} id={login.id}>
            <Cell
              heading
              mark={
                login.platform ? (
                  <PlatformMark letters={login.platform.mark} name={login.platform.name} />
                ) : null
              }
            >
              <CellMain>{login.address}</CellMain>
              <CellSub>{login.places.join(", ") || "no key stands on it"}</CellSub>
              <CellSub tone={login.risk === "administrator" ? "critical" : "plain"}>
                {riskWords[login.risk]}
              </CellSub>
            </Cell>
            <Cell label="Known by">
              <Holders login={login} />
            </Cell>
            <Cell label="Second factor">
              <Badge tone={mfaWords[login.mfa].tone}>{mfaWords[login.mfa].word}</Badge>
              {login.mfaCheckedAt ? (
                <CellSub>
                  seen <Time value={login.mfaCheckedAt} />
                </CellSub>
              ) : null}
            </Cell>
            <Cell label="Plan">
              <Plan login={login} />
            </Cell>
            {actions ? (
              <Cell actions>
                <PlanForm login={login} people={people} action={actions.plan} today={today} />
                {login.holders.length > 0 ? <TakeOffForm login={login} action={actions.takeOff} /> : null}
              </Cell>
            ) : null}
          </Row>
        ))}
      </Body>
    </Table>
  );
}

function Holders({ login }: { login: LoginRow }) {
  if (login.holders.length === 0) return <span className="text-third">nobody of the studio</span>;
  return (
    <ul>
      {login.holders.map((holder) => {
        const rotation = login.rotations.find((each) => each.personId === holder.id);
        return (
          <li key={holder.id}>
            <Link href={`/people/${holder.id}`} className="inline-flex min-h-6 items-center">
              {holder.name}
            </Link>
            {rotation ? (
              <CellSub tone="attention">
                until the secret is changed:{" "}
                <Link href={`/work/${rotation.taskId}`} className="whitespace-nowrap underline">
                  T-{rotation.number}
                </Link>
              </CellSub>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}

function Plan({ login: { plan, lacks } }: { login: LoginRow }) {
  // How the second factor stands is in its own column.
  const missing = lacks.filter((lack) => !lack.includes("second factor"));
  return (
    <div className="flex max-w-prose flex-col gap-0.5">
      {missing.length > 0 ? (
        <span>
          <Badge tone="high">{missing.join(", ")}</Badge>
        </span>
      ) : null}
      {plan ? (
        <>
          <span>{plan.text}</span>
          <CellSub>
            by <Time value={plan.by} />,{" "}
            <Link href={`/people/${plan.owner.id}`} className="underline">
              {plan.owner.name}
            </Link>{" "}
            · ends <Time value={plan.endsOn} />
          </CellSub>
          <CellSub>Why: {plan.why}</CellSub>
          <CellSub>Secret in: {plan.keptIn}</CellSub>
        </>
      ) : null}
    </div>
  );
}
