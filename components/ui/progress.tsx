import { type ReactNode, useId } from "react";

export type ProgressProps = {
  /** What is counted, as a sentence: "31 of 37 keys taken back". */
  label: ReactNode;
  total: number;
  verified: number;
  attested?: number | undefined;
  waiting?: number | undefined;
  /** Replaces the words at the right ("24 verified · 7 attested · 2 wait for the platform · 4 to do"). */
  detail?: ReactNode;
  /** A thin bar without words at the right, for a row of a table; the words go to screen readers. */
  compact?: boolean | undefined;
};

/** How far something is: verified solid, attested hatched, waiting amber, the rest still empty. */
export function Progress({
  label,
  total,
  verified,
  attested = 0,
  waiting = 0,
  detail,
  compact,
}: ProgressProps) {
  const rest = Math.max(total - verified - attested - waiting, 0);
  const words =
    detail ??
    [
      `${verified} verified`,
      attested > 0 ? `${attested} attested` : null,
      waiting > 0 ? `${waiting} ${waiting === 1 ? "waits" : "wait"} for the platform` : null,
      rest > 0 ? `${rest} to do` : null,
    ]
      .filter(Boolean)
      .join(" · ");
  if (compact) {
    return (
      <div className="flex flex-col gap-1">
        <Bar total={total} parts={[verified, attested, waiting]} />
        <div className="text-sm text-third">
          {label}
          <span className="sr-only">: {words}</span>
        </div>
      </div>
    );
  }
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex flex-wrap justify-between gap-x-6">
        <span className="font-semibold">{label}</span>
        <span className="text-second">{words}</span>
      </div>
      <Bar total={total} parts={[verified, attested, waiting]} />
    </div>
  );
}

/* SVG attributes rather than style attributes: a strict content policy may forbid the latter. */
function Bar({ total, parts }: { total: number; parts: [number, number, number] }) {
  const hatch = `hatch${useId()}`;
  const share = (count: number) => `${total > 0 ? (count / total) * 100 : 0}%`;
  const [verified, attested, waiting] = parts;
  return (
    <svg aria-hidden="true" width="100%" height="8" className="block rounded-[3px] bg-rule">
      <defs>
        <pattern id={hatch} width="5" height="8" patternUnits="userSpaceOnUse" patternTransform="skewX(-45)">
          <rect width="5" height="8" className="fill-fine-ground" />
          <rect width="2.5" height="8" className="fill-fine" />
        </pattern>
      </defs>
      <rect width={share(verified)} height="8" className="fill-fine" />
      <rect x={share(verified)} width={share(attested)} height="8" fill={`url(#${hatch})`} />
      <rect x={share(verified + attested)} width={share(waiting)} height="8" className="fill-attention" />
    </svg>
  );
}
