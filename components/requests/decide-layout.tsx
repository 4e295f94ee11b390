import type { ReactNode } from "react";

/**
 * The page of a decision. Beside each other: what is asked, and what can be done; on a phone first the sentence that
 * the decision hangs on, then what can be done, then the rest.
 */
export function DecideLayout({
  sentence,
  actions,
  facts,
  others,
  children,
}: {
  sentence: ReactNode;
  actions: ReactNode;
  facts: ReactNode;
  others: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className="grid gap-x-9 gap-y-7 lg:grid-cols-[minmax(0,1fr)_340px] lg:grid-rows-[auto_auto_1fr]">
      <div className="min-w-0">{sentence}</div>
      <div className="flex min-w-0 flex-col gap-5 lg:col-start-2 lg:row-span-2 lg:row-start-1">
        {actions}
        {facts}
      </div>
      <div className="flex min-w-0 flex-col gap-7 lg:col-start-1 lg:row-span-2 lg:row-start-2">
        {children}
      </div>
      <aside className="min-w-0 empty:hidden lg:col-start-2 lg:row-start-3">{others}</aside>
    </div>
  );
}
