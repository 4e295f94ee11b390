import type { OwnFactors } from "@/lib/accounts/own-queries";
import type { FormAction } from "@/lib/form-state";
import { ConfirmButton } from "../ui/confirm-button";
import { counted } from "../ui/counted";
import { DialogForm } from "../ui/dialog-form";
import { Field } from "../ui/field";
import { CommandForm } from "../ui/form";
import { TextInput } from "../ui/inputs";
import { AddApp } from "./add-app";
import { FactorFrame, FactorRow } from "./factor-frame";
import { NewCodes } from "./new-codes";
import { PasswordForm } from "./password-form";

export type FactorActions = {
  setPassword: FormAction;
  removePassword: FormAction;
  removeApp: FormAction;
  setNoticeAddress: FormAction;
};

/** What one signs in with besides passkeys, and where notices of it go. */
export function FactorTable({ factors, actions }: { factors: OwnFactors; actions: FactorActions }) {
  const { app, passwordChangedAt, codesLeft, codesMadeAt, codesWait, noticeEmail } = factors;
  return (
    <FactorFrame label="My other factors" kind="Factor">
      <FactorRow
        name="Password"
        sub={passwordChangedAt ? "With a second factor" : "None"}
        since={passwordChangedAt}
      >
        <PasswordForm has={passwordChangedAt !== null} action={actions.setPassword} size="small" />
        {passwordChangedAt ? (
          <CommandForm action={actions.removePassword} label="Remove my password" className="">
            <ConfirmButton
              size="small"
              title="Remove your password?"
              description="It opens nothing any more, and your other sessions end."
              confirm="Remove it"
            >
              Remove…
            </ConfirmButton>
          </CommandForm>
        ) : null}
      </FactorRow>
      <FactorRow
        name="Authenticator app"
        sub={app ? `${app.name}, a second factor after a password` : "None"}
        since={app?.createdAt ?? null}
        used={app ? (app.lastUsedAt ?? "When it was made") : null}
      >
        <AddApp replaces={app !== null} size="small" />
        {app ? (
          <CommandForm action={actions.removeApp} label={`Remove ${app.name}`} className="">
            <input type="hidden" name="totpId" value={app.id} />
            <ConfirmButton
              size="small"
              title={`Remove “${app.name}”?`}
              description="Its codes open nothing any more, and your other sessions end."
              confirm="Remove it"
            >
              Remove…
            </ConfirmButton>
          </CommandForm>
        ) : null}
      </FactorRow>
      <FactorRow
        name="Recovery codes"
        sub={codesInWords(codesLeft, codesWait)}
        tone={codesLeft > 0 && codesLeft < 3 ? "attention" : undefined}
        since={codesMadeAt}
      >
        <NewCodes hasSome={codesLeft > 0 || codesWait} />
      </FactorRow>
      <FactorRow
        name="Notices by mail"
        sub={`To ${[factors.email, noticeEmail].filter(Boolean).join(" and ") || "nobody: there is no address"}`}
        since={null}
      >
        <DialogForm
          label={noticeEmail ? "Change…" : "Add an address…"}
          size="small"
          title="A second address for notices"
          description="Every change of how you sign in is told by mail. A second address hides nothing from you when one mailbox is lost. Leave it empty to have none."
          action={actions.setNoticeAddress}
          submit="Save"
        >
          <Field name="email" label="Second address" optional>
            <TextInput type="email" autoComplete="email" defaultValue={noticeEmail ?? ""} maxLength={254} />
          </Field>
        </DialogForm>
      </FactorRow>
    </FactorFrame>
  );
}

function codesInWords(left: number, wait: boolean): string {
  if (wait) return "A set was made and not typed back: it opens nothing. Make new ones";
  if (left === 0) return "None";
  return `${counted(left, "code")} left, each good once in the place of a second factor`;
}
