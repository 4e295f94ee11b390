"use client";

import { type ReactNode, useEffect, useRef } from "react";

/** What went wrong, in a sentence; takes the focus when it appears. */
export function Problem({ children }: { children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div
      ref={box}
      role="alert"
      tabIndex={-1}
      className="border-l-2 border-critical py-0.5 pl-3.5 text-lead outline-offset-4"
    >
      {children}
    </div>
  );
}
