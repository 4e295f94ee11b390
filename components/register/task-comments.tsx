import { Field } from "@/components/ui/field";
import { CommandForm } from "@/components/ui/form";
import { TextArea } from "@/components/ui/inputs";
import { SubmitButton } from "@/components/ui/submit-button";
import { Time } from "@/components/ui/time";
import type { FormAction } from "@/lib/form-state";
import type { CommentRow } from "@/lib/register/queries/comments";

const kinds = { comment: null, handed_over: "handed over", split: "split" };

/** What was said about a task, oldest first, and a place to say more. */
export function TaskComments({
  taskId,
  comments,
  action,
}: {
  taskId: string;
  comments: CommentRow[];
  /** Null for who only reads. */
  action: FormAction | null;
}) {
  return (
    <div className="flex max-w-prose flex-col gap-3">
      {comments.length > 0 ? (
        <ul className="border-t border-strong">
          {comments.map((comment) => (
            <li key={comment.id} className="border-b border-rule py-2">
              <span className="text-sm text-third">
                <Time value={comment.at} as="datetime" /> · {comment.by ?? "Keyholder"}
                {kinds[comment.kind] ? ` · ${kinds[comment.kind]}` : null}
              </span>
              <p className="wrap-anywhere whitespace-pre-line">{comment.text}</p>
            </li>
          ))}
        </ul>
      ) : (
        <p className="text-second">Nobody has said anything yet.</p>
      )}
      {action ? (
        <CommandForm action={action} label="Comment" resetWhenDone className="flex flex-col gap-2">
          <input type="hidden" name="taskId" value={taskId} />
          <Field name="text" label="Comment" hint="It stays as you say it. Never a password.">
            <TextArea rows={2} />
          </Field>
          <div>
            <SubmitButton tone="plain">Say it</SubmitButton>
          </div>
        </CommandForm>
      ) : null}
    </div>
  );
}
