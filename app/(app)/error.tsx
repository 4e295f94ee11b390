"use client";

import { Button, ButtonLink } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";

/** A page that threw, inside the shell. The digest is the id under which the server logged the whole error. */
export default function PageError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <ErrorState
      id={error.digest}
      actions={
        <>
          <Button tone="primary" onClick={reset}>
            Try again
          </Button>
          <ButtonLink href="/">Go to Today</ButtonLink>
        </>
      }
    />
  );
}
