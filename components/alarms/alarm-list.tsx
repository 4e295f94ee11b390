import type { Alarm } from "@/lib/accounts/alarm-queries";
import type { FormAction } from "@/lib/form-state";
import { Callout } from "../ui/callout";
import { DialogForm } from "../ui/dialog-form";
import { Field } from "../ui/field";
import { TextInput } from "../ui/inputs";
import { Time } from "../ui/time";

/** Uses of break-glass accounts that nobody has answered for: each stands until somebody does. */
export function AlarmList({ alarms, answer }: { alarms: Alarm[]; answer: FormAction }) {
  return alarms.map((alarm) => (
    <Callout
      key={alarm.useId}
      tone="critical"
      title={`${alarm.name} was used`}
      actions={
        alarm.mayAnswer ? (
          <DialogForm
            label="Answer for it…"
            size="small"
            title={`What was ${alarm.name} used for?`}
            description="Ask who took the key out of the safe. Your answer stands in the audit log under your name."
            action={answer}
            submit="Answer for it"
          >
            <input type="hidden" name="useId" value={alarm.useId} />
            <Field name="reason" label="Who used it, and why">
              <TextInput />
            </Field>
          </DialogForm>
        ) : undefined
      }
    >
      Somebody signed in with it <Time value={alarm.at} as="datetime" />, from{" "}
      {alarm.ip ?? "an unknown address"}. If nobody knows of it, disable it on the page Members.
    </Callout>
  ));
}
