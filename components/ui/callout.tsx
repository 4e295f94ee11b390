import { clsx } from "clsx";
import type { ReactNode } from "react";
import { Shape, type Tone, toneText } from "./shape";

const rules = {
  plain: "border-accent",
  fine: "border-fine",
  verified: "border-fine",
  attention: "border-attention",
  high: "border-high",
  critical: "border-critical",
} satisfies Record<Tone, string>;

/** The sentence that a decision hangs on, behind a rule at its left. With a tone it has that shape and title. */
export function Callout({
  tone = "plain",
  title,
  children,
  actions,
}: {
  tone?: Tone | undefined;
  title?: string | undefined;
  children?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <div className={clsx("flex flex-col gap-1 border-l-2 py-0.5 pl-3.5", rules[tone])}>
      {title ? (
        <p
          className={clsx(
            "flex items-center gap-1.5 text-lead font-semibold",
            tone !== "plain" && toneText[tone],
          )}
        >
          <Shape tone={tone} />
          {title}
        </p>
      ) : null}
      {children ? <div className="max-w-prose text-lead">{children}</div> : null}
      {actions ? <div className="mt-1.5 flex flex-wrap gap-2">{actions}</div> : null}
    </div>
  );
}
