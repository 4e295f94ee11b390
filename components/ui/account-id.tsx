import { CopyButton } from "./copy-button";
import { shorten } from "./shorten";

/**
 * An account id in the platform's own form, fixed width; long ones are shortened in the middle and whole in
 * the title. `full` never shortens. `copy={false}` where a row would repeat the button too often.
 */
export function AccountId({
  id,
  full = false,
  copy = true,
}: {
  id: string;
  full?: boolean | undefined;
  copy?: boolean | undefined;
}) {
  return (
    <span className="inline-flex max-w-full items-center gap-0.5 align-top">
      <span title={id} className="font-mono text-[0.8125rem]/5 text-second break-all">
        {full ? id : shorten(id, 8, 4)}
      </span>
      {copy ? <CopyButton text={id} what={`account id ${id}`} /> : null}
    </span>
  );
}
