import { describe, expect, it } from "vitest";
import { todaySentence } from "@/components/today/words";
import { numberInWords } from "@/components/ui/counted";

describe("the title of Today", () => {
  it("says what is to decide and what is overdue, before anything else", () => {
    expect(todaySentence({ toDecide: 7, overdue: 4, mine: 2, departures: 3 })).toBe(
      "Seven to decide, four overdue",
    );
  });
  it("puts an alarm before everything, and never says that nothing waits beside one", () => {
    expect(todaySentence({ alarms: 1 })).toBe("One alarm to answer");
    expect(todaySentence({ alarms: 2, toDecide: 7, overdue: 4 })).toBe(
      "Two alarms to answer, seven to decide",
    );
  });
  it("speaks of one's own tasks where there is nothing to decide", () => {
    expect(todaySentence({ mine: 1, departures: 2 })).toBe("One task for you, two departures under way");
  });
  it("says so when nothing waits", () => {
    expect(todaySentence({})).toBe("Nothing waits for you");
    expect(todaySentence({ toDecide: 0, overdue: 0 })).toBe("Nothing waits for you");
  });
  it("turns to figures above twelve", () => {
    expect(numberInWords(12)).toBe("twelve");
    expect(numberInWords(1204)).toBe("1,204");
  });
});
