import type { ReactNode } from "react";
import { Logo } from "@/components/shell/logo";

/** The page before the door: the name, one narrow column, and nothing to find out about what lies behind. */
export function Door({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  return (
    <div className="mx-auto flex min-h-dvh w-full max-w-104 flex-col px-5 pt-[12vh] pb-16 max-md:pt-10">
      <div className="mb-10">
        <Logo />
      </div>
      <main>
        <h1 className="font-serif text-title font-semibold tracking-[-0.005em] text-balance">{title}</h1>
        {lead ? <p className="mt-1.5 text-lead text-second">{lead}</p> : null}
        <div className="mt-6 flex flex-col gap-5">{children}</div>
      </main>
    </div>
  );
}
