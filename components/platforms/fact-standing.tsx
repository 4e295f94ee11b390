import { Badge } from "@/components/ui/badge";
import { DialogForm } from "@/components/ui/dialog-form";
import { Field } from "@/components/ui/field";
import { TextArea } from "@/components/ui/inputs";
import { Time } from "@/components/ui/time";
import type { FormAction } from "@/lib/form-state";
import type { ConfirmableFact } from "@/lib/platforms/confirmed-facts";
import type { PlatformDetail } from "@/lib/platforms/queries";

/** Who stands for a fact of a platform: its source (nothing is said), an administrator, or nobody yet. */
export function FactStanding({
  platform,
  fact,
  verified,
  confirm,
}: {
  platform: PlatformDetail;
  fact: ConfirmableFact;
  verified: boolean;
  /** Given to who may confirm it. */
  confirm?: FormAction | undefined;
}) {
  const by = platform.confirmed.find((each) => each.fact === fact);
  if (by)
    return (
      <span className="text-sm text-third">
        confirmed by {by.by ?? "an administrator"}, <Time value={by.at} />
      </span>
    );
  if (verified) return null;
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      <Badge tone="attention">unverified</Badge>
      {confirm ? (
        <DialogForm
          label="Confirm…"
          size="small"
          title="Is it as it stands here?"
          description="Confirm what you have seen on the platform. Your name and the day stand beside it from then on."
          action={confirm}
          submit="Confirm"
        >
          <input type="hidden" name="platformId" value={platform.id} />
          <input type="hidden" name="fact" value={fact} />
          <Field name="how" label="Where did you see it?">
            <TextArea />
          </Field>
        </DialogForm>
      ) : null}
    </span>
  );
}
