import type { OwnPasskey } from "@/lib/accounts/own-queries";
import type { FormAction } from "@/lib/form-state";
import { ConfirmButton } from "../ui/confirm-button";
import { DialogForm } from "../ui/dialog-form";
import { Field } from "../ui/field";
import { CommandForm } from "../ui/form";
import { TextInput } from "../ui/inputs";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "../ui/table";
import { Time } from "../ui/time";

/** A passkey with its transports in words. */
export type ShownPasskey = OwnPasskey & { transportWords: string };

/** One's own passkeys and security keys, and what is known of each. They are renamed and removed here. */
export function PasskeyList({
  passkeys,
  actions,
}: {
  passkeys: ShownPasskey[];
  actions: { rename: FormAction; remove: FormAction };
}) {
  return (
    <Table label="My passkeys" rows={passkeys.length}>
      <Head>
        <HeadCell>Passkey</HeadCell>
        <HeadCell width="w-32">Made</HeadCell>
        <HeadCell width="w-40">Last used</HeadCell>
        <HeadCell width="w-44" hidden>
          Change it
        </HeadCell>
      </Head>
      <Body>
        {passkeys.map((passkey) => (
          <Row key={passkey.id}>
            <Cell heading>
              <CellMain>{passkey.name}</CellMain>
              <CellSub>{about(passkey)}</CellSub>
            </Cell>
            <Cell label="Made">
              <Time value={passkey.createdAt} />
            </Cell>
            <Cell label="Last used">
              {passkey.lastUsedAt ? <Time value={passkey.lastUsedAt} as="datetime" /> : "When it was made"}
            </Cell>
            <Cell actions>
              <DialogForm
                label="Rename…"
                size="small"
                title={`Rename “${passkey.name}”`}
                action={actions.rename}
                submit="Rename"
              >
                <input type="hidden" name="passkeyId" value={passkey.id} />
                <Field name="name" label="Name">
                  <TextInput defaultValue={passkey.name} maxLength={60} />
                </Field>
              </DialogForm>
              <CommandForm action={actions.remove} label={`Remove ${passkey.name}`} className="">
                <input type="hidden" name="passkeyId" value={passkey.id} />
                <ConfirmButton
                  size="small"
                  title={`Remove “${passkey.name}”?`}
                  description={
                    passkey.current
                      ? "It opens nothing any more, and every session that began with it ends: this one too, so you sign in anew."
                      : "It opens nothing any more, and your other sessions end."
                  }
                  confirm="Remove it"
                >
                  Remove…
                </ConfirmButton>
              </CommandForm>
            </Cell>
          </Row>
        ))}
      </Body>
    </Table>
  );
}

function about({ discoverable, synced, transportWords, current }: ShownPasskey): string {
  const kept = synced ? "Synced between devices by its keeper" : "Bound to one device";
  const what = discoverable ? kept : `Security key, second factor; ${kept.toLowerCase()}`;
  return [what, transportWords, current ? "you are signed in with it" : null].filter(Boolean).join(", ");
}
