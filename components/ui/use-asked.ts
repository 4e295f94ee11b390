"use client";

import { useEffect, useState } from "react";

/** What a page has asked the server while a form is filled in. */
export type Asked<Answer> = { answer: Answer | null; asking: boolean; failed: string | null };

/**
 * Asks shortly after the last change; a newer question ends the older one, and the older answer stays until the newer
 * has come. Nothing is asked where the question is null. `again` asks the same once more when it changes.
 */
export function useAsked<Answer>(
  path: string,
  question: object | null,
  noAnswer: string,
  again = 0,
): Asked<Answer> {
  const [known, setKnown] = useState<Asked<Answer>>({ answer: null, asking: false, failed: null });
  const body = question ? JSON.stringify(question) : "";

  // biome-ignore lint/correctness/useExhaustiveDependencies: `again` asks once more
  useEffect(() => {
    if (!body) {
      setKnown({ answer: null, asking: false, failed: null });
      return;
    }
    const stop = new AbortController();
    setKnown((before) => ({ ...before, asking: true }));
    const timer = setTimeout(async () => {
      try {
        const response = await fetch(path, {
          method: "POST",
          headers: { "Content-Type": "application/json" },
          body,
          signal: stop.signal,
        });
        const content = await response.json();
        if (response.ok) setKnown({ answer: content, asking: false, failed: null });
        else setKnown({ answer: null, asking: false, failed: content.error.message });
      } catch {
        if (!stop.signal.aborted) setKnown({ answer: null, asking: false, failed: noAnswer });
      }
    }, 150);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [path, body, noAnswer, again]);

  return known;
}
