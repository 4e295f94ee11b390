import { clsx } from "clsx";
import type { ReactNode } from "react";

export type LadderTone = "ink" | "risk" | "administrator";

export type LadderProps = {
  /** Steps filled, from the bottom. */
  filled: number;
  /** Steps that the platform's ladder has. */
  of: number;
  /** The role's own name on the platform. */
  name: ReactNode;
  /** "risk": above the smallest role that would do. "administrator": manages other users. */
  tone?: LadderTone | undefined;
  /** One quiet line below the name. */
  sub?: ReactNode;
  /** Only the steps; the name goes to screen readers. */
  bare?: boolean | undefined;
};

const colours = { ink: "text-ink", risk: "text-high", administrator: "text-critical" };
const words = { ink: "", risk: ", above the smallest role", administrator: ", administrator" };

/** A role as a place on its platform's ladder: filled steps, and its name beside them. */
export function Ladder({ filled, of, name, tone = "ink", sub, bare = false }: LadderProps) {
  return (
    <span className="inline-flex min-w-0 items-start gap-2">
      <Steps filled={filled} of={of} tone={tone} />
      <span className={clsx("min-w-0", bare && "sr-only")}>
        {name}
        <span className="sr-only">
          {`, step ${filled} of ${of}`}
          {words[tone]}
        </span>
        {sub ? <span className="block text-sm text-third">{sub}</span> : null}
      </span>
    </span>
  );
}

function Steps({ filled, of, tone }: { filled: number; of: number; tone: LadderTone }) {
  const steps = Array.from({ length: Math.max(of, 1) }, (_, step) => step);
  const width = steps.length * 7 - 2;
  return (
    <svg
      aria-hidden="true"
      width={width}
      height={13}
      viewBox={`0 0 ${width} 13`}
      className={clsx("mt-0.75 shrink-0", colours[tone])}
    >
      {steps.map((step) => (
        <rect
          key={step}
          x={step * 7}
          width={5}
          height={13}
          rx={1}
          className={step < filled ? "fill-current" : "fill-strong"}
        />
      ))}
    </svg>
  );
}
