"use client";

import PageError from "./(app)/error";

/** A page outside of the shell that threw. */
export default function OuterError(props: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <main className="mx-auto max-w-3xl px-6 py-16">
      <PageError {...props} />
    </main>
  );
}
