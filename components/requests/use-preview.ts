"use client";

import { type Asked, useAsked } from "@/components/ui/use-asked";
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

const NO_ANSWER = "No answer came, so the smallest role cannot be shown. You can still send the request.";

/**
 * What a request would ask for, as it is filled in; before any work is chosen, what is held already. Nothing is asked
 * before accounts and people are chosen.
 */
export function usePreview(question: PreviewQuestion, again: number): Asked<RequestPreview> {
  const ready = question.assetIds.length > 0 && question.personIds.length > 0;
  return useAsked<RequestPreview>("/api/requests/preview", ready ? question : null, NO_ANSWER, again);
}
