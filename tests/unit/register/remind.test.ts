import { describe, expect, it } from "vitest";
import { endedNotices, endNotices } from "@/lib/register/rules/end-notices";
import { reminderStep } from "@/lib/register/rules/remind";
import { type TaskToTell, taskNotices } from "@/lib/register/rules/task-notices";

const at = (text: string) => new Date(text);

describe("the step of a reminder", () => {
  const endsAt = at("2027-01-01T00:00:00Z");
  const step = (now: string, startsAt = "2026-01-01T00:00:00Z") =>
    reminderStep({ startsAt: at(startsAt), endsAt }, at(now));

  it("is the nearest that has come", () => {
    expect(step("2026-12-17T23:59:59Z")).toBeNull();
    expect(step("2026-12-18T00:00:00Z")).toBe(14);
    expect(step("2026-12-24T23:59:59Z")).toBe(14);
    expect(step("2026-12-25T00:00:00Z")).toBe(7);
    expect(step("2026-12-31T00:00:00Z")).toBe(1);
    expect(step("2026-12-31T23:59:59Z")).toBe(1);
    expect(step("2027-01-01T00:00:00Z")).toBeNull();
  });

  it("is none that lies before the access began", () => {
    expect(step("2026-12-27T00:00:00Z", "2026-12-27T00:00:00Z")).toBeNull();
    expect(step("2026-12-31T12:00:00Z", "2026-12-27T00:00:00Z")).toBe(1);
    expect(step("2026-12-31T13:00:00Z", "2026-12-31T12:00:00Z")).toBeNull();
  });

  it("counts days of 24 hours over the change of summer time and a leap day", () => {
    const summer = { startsAt: at("2027-01-01T00:00:00Z"), endsAt: at("2027-03-29T00:00:00Z") };
    expect(reminderStep(summer, at("2027-03-28T00:00:00Z"))).toBe(1);
    expect(reminderStep(summer, at("2027-03-27T23:59:59Z"))).toBe(7);
    const leap = { startsAt: at("2028-01-01T00:00:00Z"), endsAt: at("2028-03-01T00:00:00Z") };
    expect(reminderStep(leap, at("2028-02-29T00:00:00Z"))).toBe(1);
    expect(reminderStep(leap, at("2028-02-16T00:00:00Z"))).toBe(14);
  });
});

describe("what is told of ends", () => {
  const key = {
    id: "b",
    tellIds: ["omar"],
    holder: "Omar Rahman",
    assetName: "Kite – Search",
    roleName: "Standard",
    endsAt: at("2027-01-01T00:00:00Z"),
    step: 7,
  };

  it("is one notice for what ends together, with the last day in words", () => {
    const other = { ...key, id: "a", assetName: "Kite – Brand" };
    expect(endNotices([key, other, { ...key, id: "c", step: 1 }])).toEqual([
      {
        personId: "omar",
        kind: "grant.ends",
        cause: "grant a ends 2027-01-01T00:00:00.000Z, 7 days before",
        subject: "Access of Omar Rahman to 2 accounts ends in a week",
        text: "Standard on Kite – Search\nStandard on Kite – Brand\nIt ends with 31 December 2026. Ask for longer if it is needed; if not, it is taken back by itself.",
        href: "/me#held",
      },
      expect.objectContaining({
        subject: "Access of Omar Rahman to Kite – Search ends within a day",
        href: "/register/c",
      }),
    ]);
  });

  it("goes to everybody who knows a shared login", () => {
    const notices = endedNotices([{ ...key, tellIds: ["omar", "erik"] }], "Its end has come.");
    expect(notices.map(({ personId }) => personId)).toEqual(["omar", "erik"]);
    expect(notices[0]).toMatchObject({
      subject: "Access of Omar Rahman to Kite – Search has ended",
      text: "Standard on Kite – Search\nIts end has come. It is taken away on the platform now.",
    });
  });
});

describe("what is told of tasks", () => {
  const task = (number: number, step: TaskToTell["step"], more: Partial<TaskToTell> = {}): TaskToTell => ({
    id: String(number),
    number,
    title: "Remove Tariq Haddad from Kite – Search",
    dueAt: at("2026-11-27T16:00:00Z"),
    personId: "erik",
    assigneeName: "Erik Levy",
    step,
    ...more,
  });

  it("is one notice for each assignee and step", () => {
    const subjects = taskNotices([task(1, "assigned"), task(2, "assigned"), task(3, "due")], ["ingrid"]).map(
      ({ personId, kind, subject, href }) => [personId, kind, subject, href],
    );
    expect(subjects).toEqual([
      ["erik", "task.assigned", "2 new tasks for Erik Levy", "/work"],
      ["erik", "task.due", "Task 3 is due within a day: Remove Tariq Haddad from Kite – Search", "/work/3"],
    ]);
  });

  it("goes to those who watch over work when it is overdue, where it is not their own", () => {
    const own = task(2, "overdue", { personId: "ingrid", assigneeName: "Ingrid Dahl" });
    const told = taskNotices([task(1, "overdue"), own], ["ingrid", "aoife"]).map(
      ({ personId, kind, subject }) => [personId, kind, subject.split(":")[0]],
    );
    expect(told).toEqual([
      ["erik", "task.due", "Task 1 is overdue"],
      ["ingrid", "task.due", "Task 2 is overdue"],
      ["ingrid", "task.escalated", "Task 1 is overdue"],
      ["aoife", "task.escalated", "2 tasks are overdue"],
    ]);
  });

  it("is apart for what is nobody's, and for what waits for a second person", () => {
    const ingrid = { personId: "ingrid", assigneeName: null };
    const told = taskNotices(
      [
        task(1, "unassigned", ingrid),
        task(2, "overdue", ingrid),
        task(3, "to_confirm", ingrid),
        task(4, "to_confirm", { ...ingrid, assigneeName: "Erik Levy" }),
      ],
      ["ingrid"],
    ).map(({ kind, subject, text }) => [
      kind,
      subject.split(":")[0],
      text.split("\n").at(-1)?.split(". ")[1],
    ]);
    expect(told).toEqual([
      ["task.unassigned", "Task 1 has nobody to do it", "Due 27 November at 16:00 UTC."],
      ["task.unassigned", "Task 2 is overdue", "Due 27 November at 16:00 UTC."],
      ["task.to-confirm", "2 tasks wait for a second person", "Look for yourself, and confirm it."],
    ]);
  });
});
