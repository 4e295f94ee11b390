"use server";

import { action } from "@/lib/action";
import { answerImport } from "@/lib/imports/answer-import";
import { bringSheet } from "@/lib/imports/bring-sheet";
import { discardImport } from "@/lib/imports/discard-import";
import { mapImport } from "@/lib/imports/map-import";
import { readImport } from "@/lib/imports/read-import";
import { reviewImport } from "@/lib/imports/review-import";
import { applyFile } from "@/lib/sources/apply-file";

export const readImportAction = action(readImport, { to: ({ id }) => `/import/${id}` });
export const reviewImportAction = action(reviewImport, { done: "The review is worked out." });
export const mapImportAction = action(mapImport, { done: "The columns are read as you said." });
export const answerImportAction = action(answerImport, { done: "Your answers are taken in." });
export const applyImportAction = action(applyFile, {
  to: ({ id, state, rows, held }) =>
    state === "changed" ? `/import/${id}?moved=${rows}` : held > 0 ? "/departures/held" : `/import/${id}`,
});
export const discardImportAction = action(discardImport, { to: () => "/import" });
export const bringSheetAction = action(bringSheet, { done: "The list of people is taken in." });
