import type { ReactNode } from "react";

/** Something broke: what happened, what to do, and the id under which it is in the log. Never internals. */
export function ErrorState({
  title = "This page could not be shown",
  children = "Something went wrong on our side, and nothing was changed. Try again; if it stays, tell the person who runs Keyholder the id below.",
  id,
  actions,
}: {
  title?: string | undefined;
  children?: ReactNode;
  /** The error's digest. */
  id?: string | undefined;
  actions?: ReactNode;
}) {
  return (
    <div role="alert" className="flex max-w-prose flex-col gap-2 border-l-2 border-critical py-0.5 pl-4">
      <h1 className="font-serif text-title font-semibold">{title}</h1>
      <div className="text-lead text-second">{children}</div>
      {id ? (
        <p className="text-second">
          Error id <span className="font-mono text-[0.8125rem] text-ink">{id}</span>
        </p>
      ) : null}
      {actions ? <div className="mt-2 flex flex-wrap gap-2">{actions}</div> : null}
    </div>
  );
}
