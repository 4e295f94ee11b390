import type { DataAtEnd } from "@/prisma/generated/enums";

/** What becomes of a client's data at the end, and within how many days after it the data is deleted. */
export type DataAgreed = { dataAtEnd: DataAtEnd; dataAtEndDays: number };

/** What the studio promises where a DPA says nothing: it gives the data back, and deletes it within 30 days. */
export const STUDIO_DATA_AT_END: DataAgreed = { dataAtEnd: "returned_then_deleted", dataAtEndDays: 30 };

/** What counts for some engagements together: each as its DPA says, and of several the whole of it, the soonest. */
export function agreedOnData(
  engagements: readonly { dataAtEnd: DataAtEnd | null; dataAtEndDays: number | null }[],
): DataAgreed {
  const each = engagements.map(({ dataAtEnd, dataAtEndDays }) => ({
    dataAtEnd: dataAtEnd ?? STUDIO_DATA_AT_END.dataAtEnd,
    dataAtEndDays: dataAtEndDays ?? STUDIO_DATA_AT_END.dataAtEndDays,
  }));
  const [first] = each;
  if (!first) return STUDIO_DATA_AT_END;
  return {
    dataAtEnd: each.every(({ dataAtEnd }) => dataAtEnd === first.dataAtEnd)
      ? first.dataAtEnd
      : "returned_then_deleted",
    dataAtEndDays: Math.min(...each.map(({ dataAtEndDays }) => dataAtEndDays)),
  };
}
