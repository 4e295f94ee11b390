"use client";

import { useEffect, useState } from "react";
import type { RequestPreview } from "@/lib/requests/queries/preview-request";

/** What the form knows: the question that the preview answers. */
export type PreviewQuestion = {
  clientId: string;
  engagementId?: string | undefined;
  assetIds: string[];
  personIds: string[];
  work: string[];
  until?: string | undefined;
};

type Answer = { preview: RequestPreview | null; asking: boolean; failed: string | null };

/**
 * Asks what a request would ask for, shortly after the last change; a newer question ends the older one, and the
 * older answer stays until the newer has come. Nothing is asked before accounts, people and work are chosen.
 */
export function usePreview(question: PreviewQuestion): Answer {
  const [answer, setAnswer] = useState<Answer>({ preview: null, asking: false, failed: null });
  const { assetIds, personIds, work } = question;
  const ready = assetIds.length > 0 && personIds.length > 0 && work.length > 0;
  const body = ready ? JSON.stringify(question) : "";

  useEffect(() => {
    if (!body) {
      setAnswer({ preview: null, asking: false, failed: null });
      return;
    }
    const stop = new AbortController();
    setAnswer((known) => ({ ...known, asking: true }));
    const timer = setTimeout(async () => {
      try {
        const response = await fetch("/api/requests/preview", {
          method: "POST",
          headers: { "Content-Type": "application/json" },
          body,
          signal: stop.signal,
        });
        const content = await response.json();
        if (response.ok) setAnswer({ preview: content, asking: false, failed: null });
        else setAnswer({ preview: null, asking: false, failed: content.error.message });
      } catch {
        if (stop.signal.aborted) return;
        const failed =
          "No answer came, so the smallest role cannot be shown. You can still send the request.";
        setAnswer({ preview: null, asking: false, failed });
      }
    }, 150);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [body]);

  return answer;
}
