import { numberInWords, sentence } from "@/components/ui/counted";

/** What waits for the one who looks; a part is absent where their role has nothing to do with it. */
export type Waiting = {
  alarms?: number | undefined;
  toDecide?: number | undefined;
  overdue?: number | undefined;
  departures?: number | undefined;
  mine?: number | undefined;
};

/** The title of Today: what somebody decides by, in a sentence ("Seven to decide, four overdue"). */
export function todaySentence({
  alarms = 0,
  toDecide = 0,
  overdue = 0,
  departures = 0,
  mine = 0,
}: Waiting): string {
  const parts = [
    alarms > 0 ? `${numberInWords(alarms)} ${alarms === 1 ? "alarm" : "alarms"} to answer` : "",
    toDecide > 0 ? `${numberInWords(toDecide)} to decide` : "",
    overdue > 0 ? `${numberInWords(overdue)} overdue` : "",
    mine > 0 ? `${numberInWords(mine)} ${mine === 1 ? "task" : "tasks"} for you` : "",
    departures > 0
      ? `${numberInWords(departures)} ${departures === 1 ? "departure" : "departures"} under way`
      : "",
  ].filter(Boolean);
  return sentence(parts.slice(0, 2).join(", ") || "nothing waits for you");
}
