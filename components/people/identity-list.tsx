import { Badge } from "@/components/ui/badge";
import { Combobox } from "@/components/ui/combobox";
import { ConfirmButton } from "@/components/ui/confirm-button";
import { DialogForm } from "@/components/ui/dialog-form";
import { EmptyState } from "@/components/ui/empty-state";
import { Field } from "@/components/ui/field";
import { CommandForm } from "@/components/ui/form";
import { DateInput, type Option, Select } from "@/components/ui/inputs";
import { Link } from "@/components/ui/link";
import { PlatformMark } from "@/components/ui/platform-mark";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { dayOf } from "@/components/ui/time-text";
import type { FormAction } from "@/lib/form-state";
import type { PersonIdentity } from "@/lib/people/queries/get-person";
import { IdentityFields } from "./identity-fields";
import { identityWords, mfaWords } from "./words";

export type IdentityActions = {
  edit: FormAction;
  end: FormAction;
  share: FormAction;
  unshare: FormAction;
};

/** How the platforms know a person, with the second factor, and who else knows a shared login. */
export function IdentityList({
  identities,
  personId,
  platforms,
  people,
  actions,
  today,
}: {
  identities: PersonIdentity[];
  personId: string;
  platforms: Option[];
  people: Option[];
  /** Left out: to read only. */
  actions?: IdentityActions | undefined;
  today: Date;
}) {
  return (
    <Table
      label="Identities"
      rows={identities.length}
      empty={
        <EmptyState title="No platform knows this person yet.">
          Add the address or handle that they use.
        </EmptyState>
      }
    >
      <Head>
        <HeadCell>Identity</HeadCell>
        <HeadCell>Second factor</HeadCell>
        <HeadCell>Known by</HeadCell>
      </Head>
      <Body>
        {identities.map((identity) => (
          <Row key={identity.id} id={identity.id} muted={identity.endedAt !== null}>
            <Cell
              heading
              mark={
                identity.platform ? (
                  <PlatformMark letters={identity.platform.mark} name={identity.platform.name} />
                ) : null
              }
            >
              <CellMain>{identity.address}</CellMain>
              <CellSub>
                {identityWords[identity.kind]}, {identity.platform?.name ?? "any platform"}
              </CellSub>
              {actions && !identity.endedAt ? (
                <div className="mt-1 -ml-2.5 flex flex-wrap">
                  <IdentityMenu {...{ identity, personId, platforms, people, actions, today }} />
                </div>
              ) : null}
            </Cell>
            <Cell label="Second factor">
              <Mfa identity={identity} />
            </Cell>
            <Cell label="Known by">
              <Holders identity={identity} personId={personId} />
            </Cell>
          </Row>
        ))}
      </Body>
    </Table>
  );
}

function Mfa({ identity }: { identity: PersonIdentity }) {
  if (identity.endedAt) return <span className="text-third">ended {<Time value={identity.endedAt} />}</span>;
  const { word, tone } = mfaWords[identity.mfa];
  return (
    <>
      <Badge tone={tone}>{word}</Badge>
      {identity.mfaCheckedAt ? (
        <CellSub>
          seen <Time value={identity.mfaCheckedAt} />
        </CellSub>
      ) : null}
    </>
  );
}

function Holders({ identity, personId }: { identity: PersonIdentity; personId: string }) {
  const others = identity.holders.filter((holder) => holder.id !== personId);
  if (!identity.shared) return identity.endedAt ? null : "nobody else";
  return (
    <>
      <Badge tone="high">shared login</Badge>
      <CellSub>
        {others.length === 0 ? "nobody else now" : null}
        {others.map((holder, place) => (
          <span key={holder.id}>
            {place > 0 ? ", " : ""}
            <Link href={`/people/${holder.id}`}>{holder.name}</Link>
          </span>
        ))}
      </CellSub>
    </>
  );
}

function IdentityMenu({
  identity,
  personId,
  platforms,
  people,
  actions,
  today,
}: {
  identity: PersonIdentity;
  personId: string;
  platforms: Option[];
  people: Option[];
  actions: IdentityActions;
  today: Date;
}) {
  const hidden = <input type="hidden" name="identityId" value={identity.id} />;
  const knowing = new Set(identity.holders.map((holder) => holder.id));
  return (
    <>
      <DialogForm
        label="Change…"
        tone="quiet"
        size="small"
        title={identity.address}
        action={actions.edit}
        submit="Save"
      >
        {hidden}
        <IdentityFields identity={identity} platforms={platforms} />
        <Field name="mfa" label="Second factor on the platform">
          <Select
            defaultValue={identity.mfa}
            options={[
              { value: "unknown", label: "Not known" },
              { value: "on", label: "On" },
              { value: "off", label: "Off" },
            ]}
          />
        </Field>
        <Field name="mfaCheckedAt" label="Seen on" optional hint="The day on which somebody looked.">
          <DateInput
            max={dayOf(today)}
            defaultValue={identity.mfaCheckedAt ? dayOf(identity.mfaCheckedAt) : undefined}
          />
        </Field>
      </DialogForm>
      {identity.kind === "personal" ? null : (
        <DialogForm
          label="Share…"
          tone="quiet"
          size="small"
          title={`Who else knows ${identity.address}?`}
          description="Whoever knows a shared login can use it. Record it; and better, give them a key of their own."
          action={actions.share}
          submit="Record it"
        >
          {hidden}
          <Field name="personId" label="Person">
            <Combobox options={people.filter((person) => !knowing.has(person.value))} />
          </Field>
        </DialogForm>
      )}
      {identity.shared && identity.holders.length > 1 ? (
        <DialogForm
          label="Take off…"
          tone="quiet"
          size="small"
          title={`Take this person off ${identity.address}`}
          description="Change the secret first: who knows it, keeps it."
          action={actions.unshare}
          submit="The secret was changed"
        >
          {hidden}
          <input type="hidden" name="personId" value={personId} />
          <Field name="rotatedOn" label="Secret changed on">
            <DateInput max={dayOf(today)} defaultValue={dayOf(today)} />
          </Field>
        </DialogForm>
      ) : null}
      <CommandForm action={actions.end} className="contents" label={`End ${identity.address}`}>
        {hidden}
        <ConfirmButton
          tone="quiet"
          size="small"
          title={`End ${identity.address}?`}
          description="It stays on record, and no key can be given to it any more."
          confirm="End it"
        >
          End
        </ConfirmButton>
      </CommandForm>
    </>
  );
}
