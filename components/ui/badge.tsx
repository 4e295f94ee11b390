import { clsx } from "clsx";
import type { ReactNode } from "react";
import { Shape, type Tone } from "./shape";

const looks = {
  plain: "bg-sunk text-second",
  fine: "bg-sunk text-second",
  verified: "bg-fine-ground text-fine",
  attention: "bg-attention-ground text-attention",
  high: "bg-high-ground text-high",
  critical: "bg-critical-ground text-critical",
} satisfies Record<Tone, string>;

/**
 * A state as a word with its shape and ground: `fine` ✓ (attested), `verified` ✓✓, `attention` ◷ (waiting),
 * `high` ▲ (late), `critical` ● (over), `plain`. Attested stays grey: green is for what was proved.
 */
export function Badge({ tone = "plain", children }: { tone?: Tone | undefined; children: ReactNode }) {
  return (
    <span
      className={clsx(
        "inline-flex max-w-full items-start gap-1.25 rounded-[10px] px-2 py-px text-sm/4.5 font-semibold",
        looks[tone],
      )}
    >
      <Shape tone={tone} className="mt-0.75" />
      <span className="min-w-0">{children}</span>
    </span>
  );
}
