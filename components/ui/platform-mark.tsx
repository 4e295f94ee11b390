/**
 * A platform's mark: two letters in a hairline square, as tall as a line of text so that it sits on the first
 * line of a row. The platform's name goes to screen readers and to whoever points at it.
 */
export function PlatformMark({ letters, name }: { letters: string; name?: string | undefined }) {
  return (
    <span
      title={name}
      className="inline-flex size-5 shrink-0 items-center justify-center rounded-[4px] border border-strong bg-sheet align-top text-[0.625rem]/none font-semibold text-second"
    >
      <span aria-hidden="true">{letters.slice(0, 2)}</span>
      {name ? <span className="sr-only">{name}: </span> : null}
    </span>
  );
}
