import type { ReactNode } from "react";

/** Nothing here: says what to do next. `title` is a sentence, `actions` the buttons that do it. */
export function EmptyState({
  title,
  children,
  actions,
}: {
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <div className="border-t border-b border-t-strong border-b-rule py-7">
      <p className="font-serif text-[1.125rem]/6 font-semibold">{title}</p>
      {children ? <div className="mt-1 max-w-prose text-second">{children}</div> : null}
      {actions ? <div className="mt-4 flex flex-wrap gap-2">{actions}</div> : null}
    </div>
  );
}
