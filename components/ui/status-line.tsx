"use client";

import { useEffect, useState } from "react";

const eventName = "keyholder:status";

/** Says something in the status line at the foot of the window, also to screen readers. */
export function announce(message: string): void {
  window.dispatchEvent(new CustomEvent<string>(eventName, { detail: message }));
}

/** The status line. The shell has one; a page never needs its own. */
export function StatusLine() {
  const [message, setMessage] = useState("");
  const [held, setHeld] = useState(false);

  useEffect(() => {
    const show = (event: Event) => {
      if (event instanceof CustomEvent && typeof event.detail === "string") setMessage(event.detail);
    };
    window.addEventListener(eventName, show);
    return () => window.removeEventListener(eventName, show);
  }, []);

  useEffect(() => {
    if (!message || held) return;
    const timer = setTimeout(() => setMessage(""), 6000);
    return () => clearTimeout(timer);
  }, [message, held]);

  return (
    <div
      role="status"
      aria-live="polite"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      className="pointer-events-none fixed inset-x-4 bottom-4 z-60 flex justify-center max-md:bottom-20 print:hidden"
    >
      {message ? (
        <p className="appear pointer-events-auto max-w-prose rounded bg-ink px-4 py-2 text-paper shadow-float">
          {message}
        </p>
      ) : null}
    </div>
  );
}
