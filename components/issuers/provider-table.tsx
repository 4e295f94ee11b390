import type { Provider } from "@/lib/accounts/provider-queries";
import type { FormAction } from "@/lib/form-state";
import { Badge } from "../ui/badge";
import { DialogForm } from "../ui/dialog-form";
import { Field } from "../ui/field";
import { TextInput } from "../ui/inputs";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "../ui/table";
import { Time } from "../ui/time";
import { BelievedFields, ClientFields } from "./provider-fields";
import { RedirectAddress } from "./redirect-address";

type Actions = { edit: FormAction; end: FormAction };

/** The issuers, and what of each is believed. With `actions` they can be changed and ended. */
export function ProviderTable({ providers, actions }: { providers: Provider[]; actions: Actions | null }) {
  return (
    <Table label="Issuers" rows={providers.length}>
      <Head>
        <HeadCell>Issuer</HeadCell>
        <HeadCell>Its own second factor</HeadCell>
        <HeadCell align="right" width="w-24">
          Linked
        </HeadCell>
        <HeadCell width="w-36">Set up</HeadCell>
        {actions ? (
          <HeadCell width="w-48" hidden>
            Change
          </HeadCell>
        ) : null}
      </Head>
      <Body>
        {providers.map((provider) => (
          <Row key={provider.id} muted={provider.endedAt !== null}>
            <Cell heading>
              <CellMain>{provider.name}</CellMain>
              <CellSub>{provider.issuer}</CellSub>
            </Cell>
            <Cell label="Its own second factor">
              {believedInWords(provider)} {provider.endedAt ? <Badge tone="plain">Ended</Badge> : null}
            </Cell>
            <Cell label="Linked" align="right">
              {provider.linked}
            </Cell>
            <Cell label="Set up">
              <Time value={provider.createdAt} />
            </Cell>
            {actions ? (
              <Cell align="right">
                {provider.endedAt ? null : <ProviderActions provider={provider} actions={actions} />}
              </Cell>
            ) : null}
          </Row>
        ))}
      </Body>
    </Table>
  );
}

function believedInWords({ believedAmr, believedAcr }: Provider): string {
  const values = [
    ...believedAmr.map((value) => `amr ${value}`),
    ...believedAcr.map((value) => `acr ${value}`),
  ];
  return values.length === 0 ? "Not believed: ours follows" : `Believed for ${values.join(", ")}`;
}

function ProviderActions({ provider, actions }: { provider: Provider; actions: Actions }) {
  const id = <input type="hidden" name="providerId" value={provider.id} />;
  return (
    <div className="flex flex-wrap gap-2 md:justify-end">
      <DialogForm
        label="Change…"
        size="small"
        title={`Change ${provider.name}`}
        description="Its address stays: the accounts hang on it. For another address set up another issuer."
        action={actions.edit}
        submit="Change it"
      >
        {id}
        <RedirectAddress address={provider.redirectAddress} />
        <Field name="name" label="Name">
          <TextInput defaultValue={provider.name} maxLength={60} />
        </Field>
        <ClientFields known={provider} />
        <BelievedFields known={provider} />
      </DialogForm>
      <DialogForm
        label="End…"
        size="small"
        tone="danger"
        title={`End the sign-in with ${provider.name}?`}
        description="Nobody signs in with it any more, and the sessions that began with a company sign-in end at once. The accounts stay, and so do their passkeys and passwords."
        action={actions.end}
        submit="End it"
      >
        {id}
        <Field name="reason" label="Why">
          <TextInput />
        </Field>
      </DialogForm>
    </div>
  );
}
