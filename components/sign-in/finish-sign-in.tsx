"use client";

import { useEffect, useRef, useState } from "react";
import { ButtonLink } from "../ui/button";
import { beginSession } from "./ask";
import { inWords } from "./browser-words";
import { Problem } from "./problem";

/** Begins the session of a sign-in that is complete, and goes on to where the person was going. */
export function FinishSignIn({ to }: { to: string }) {
  const begun = useRef(false);
  const [problem, setProblem] = useState<string | null>(null);

  useEffect(() => {
    // The ticket is good once.
    if (begun.current) return;
    begun.current = true;
    beginSession().then(
      () => window.location.replace(to),
      (error) => setProblem(inWords(error, window.location.origin)?.message ?? null),
    );
  }, [to]);

  if (!problem) {
    return (
      <p role="status" className="text-second">
        One moment…
      </p>
    );
  }
  return (
    <>
      <Problem>{problem}</Problem>
      <div>
        <ButtonLink href="/sign-in">Go to the sign-in page</ButtonLink>
      </div>
    </>
  );
}
