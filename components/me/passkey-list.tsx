import type { OwnPasskey } from "@/lib/accounts/own-queries";
import type { FormAction } from "@/lib/form-state";
import { ConfirmButton } from "../ui/confirm-button";
import { DialogForm } from "../ui/dialog-form";
import { Field } from "../ui/field";
import { CommandForm } from "../ui/form";
import { TextInput } from "../ui/inputs";
import { FactorFrame, FactorRow } from "./factor-frame";

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
    <FactorFrame label="My passkeys" kind="Passkey" rows={passkeys.length}>
      {passkeys.map((passkey) => (
        <FactorRow
          key={passkey.id}
          name={passkey.name}
          sub={about(passkey)}
          since={passkey.createdAt}
          used={passkey.lastUsedAt ?? "When it was made"}
        >
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
        </FactorRow>
      ))}
    </FactorFrame>
  );
}

function about({ discoverable, synced, transportWords, current }: ShownPasskey): string {
  const kept = synced ? "Synced between devices by its keeper" : "Bound to one device";
  const what = discoverable ? kept : `Security key, second factor; ${kept.toLowerCase()}`;
  return [what, transportWords, current ? "you are signed in with it" : null].filter(Boolean).join(", ");
}
