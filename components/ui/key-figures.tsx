import { clsx } from "clsx";
import type { ReactNode } from "react";
import { Link } from "./link";
import { Shape, type Tone, toneText } from "./shape";

export type KeyFigure = {
  value: ReactNode;
  label: string;
  href?: string | undefined;
  tone?: Tone | undefined;
};

/** The strip of figures below a title, divided by hairlines: only numbers by which somebody decides. */
export function KeyFigures({ figures }: { figures: KeyFigure[] }) {
  return (
    <dl className="grid grid-cols-2 border-t border-b border-t-strong border-b-rule md:auto-cols-fr md:grid-flow-col md:grid-cols-none">
      {figures.map((figure) => (
        <div
          key={figure.label}
          className="relative flex flex-col-reverse justify-end border-l border-rule py-2.5 pr-3 pl-3.5 max-md:odd:border-l-0 max-md:odd:pl-0 max-md:odd:last:col-span-2 max-md:nth-[n+3]:border-t md:first:border-l-0 md:first:pl-0"
        >
          <dt className={clsx("text-label", label(figure.tone))}>
            {figure.tone ? <Shape tone={figure.tone} className="mr-1.25 -mt-0.5 align-middle" /> : null}
            {figure.href ? (
              <Link href={figure.href} tone="quiet" className="after:absolute after:inset-0">
                {figure.label}
              </Link>
            ) : (
              figure.label
            )}
          </dt>
          <dd className="font-serif text-figure font-semibold">{figure.value}</dd>
        </div>
      ))}
    </dl>
  );
}

function label(tone: Tone | undefined): string {
  return tone && tone !== "plain" ? `font-semibold ${toneText[tone]}` : "text-second";
}
