import { Checkbox } from "@/components/ui/choices";
import { DialogForm } from "@/components/ui/dialog-form";
import { Field } from "@/components/ui/field";
import { DateInput, TextArea } from "@/components/ui/inputs";
import { dayOf } from "@/components/ui/time-text";
import type { FormAction } from "@/lib/form-state";
import type { GrantDetail } from "@/lib/register/queries/get-grant";
import { ExtendForm } from "./grant-end-forms";

/** Change the end, or take it back: what the register's own screens can do with a grant. */
export function GrantActions({
  grant,
  withdraw,
  changeEnd,
  extend,
}: {
  grant: GrantDetail;
  withdraw: FormAction;
  changeEnd: FormAction;
  /** Null where the reader cannot ask for its holder. */
  extend: FormAction | null;
}) {
  const what = `${grant.role.name} of ${grant.holder.name} on ${grant.asset.name}`;
  return (
    <>
      {extend && grant.can.extend ? <ExtendForm grant={grant} action={extend} /> : null}
      {grant.can.changeEnd ? (
        <DialogForm
          label="Change the end…"
          title="Until when?"
          description={`${what}. It cannot outlive the engagement or the stay.`}
          action={changeEnd}
          submit="Change the end"
        >
          <input type="hidden" name="grantId" value={grant.id} />
          <Field name="endsAt" label="Last day">
            <DateInput defaultValue={grant.endsAt ? dayOf(grant.endsAt) : undefined} />
          </Field>
          <Field name="reason" label="Reason">
            <TextArea />
          </Field>
        </DialogForm>
      ) : null}
      {grant.can.end ? (
        <DialogForm
          label="Take it back…"
          tone="danger"
          title="Take this access back?"
          description={`${what}. The custodian gets a task; it is removed when there is evidence.`}
          action={withdraw}
          submit="Take it back"
        >
          <input type="hidden" name="grantIds[]" value={grant.id} />
          <Field name="reason" label="Reason">
            <TextArea />
          </Field>
          {grant.risk === "administrator" ? (
            <Checkbox
              name="emergency"
              label="It is an emergency"
              description="It does not wait for another administrator of the account to be there first."
            />
          ) : null}
        </DialogForm>
      ) : null}
    </>
  );
}
