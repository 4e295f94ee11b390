import type { DataAgreed } from "@/lib/clients/rules/data-at-end";

/** What is agreed about the client's data at the end, in words. */
export function dataAtEndText({ dataAtEnd, dataAtEndDays }: DataAgreed): string {
  const within =
    dataAtEndDays === 0 ? "at once" : `within ${dataAtEndDays} ${dataAtEndDays === 1 ? "day" : "days"}`;
  if (dataAtEnd === "returned") return "given back";
  return dataAtEnd === "deleted" ? `deleted ${within}` : `given back, then deleted ${within}`;
}
