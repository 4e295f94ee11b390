import { describe, expect, it } from "vitest";
import { digestCause, digestMoment } from "@/lib/notifications/rules/digest-day";
import { digestMail, noticeMail } from "@/lib/notifications/rules/notice-mails";
import { channelOf, MOST_AT_ONCE, routeNotices, type ToRoute } from "@/lib/notifications/rules/route-notice";

const notice = (id: string, more: Partial<ToRoute> = {}): ToRoute => ({
  id,
  readerId: "omar",
  kind: "request.decided",
  chosen: null,
  hasAddress: true,
  ...more,
});

describe("how a notice goes by mail", () => {
  it("is the default, or what was chosen; an alarm is always at once", () => {
    expect(channelOf("request.decided", null)).toBe("at_once");
    expect(channelOf("task.due", null)).toBe("digest");
    expect(channelOf("request.decided", "none")).toBe("none");
    expect(channelOf("break-glass", "none")).toBe("at_once");
    expect(channelOf("of a version to come", null)).toBe("digest");
  });

  it("is the digest for what would be too many within an hour, of each person apart", () => {
    const many = Array.from({ length: MOST_AT_ONCE + 2 }, (_, place) => notice(String(place)));
    const ways = routeNotices([...many, notice("erik", { readerId: "erik" })], new Map()).map(
      ({ mail }) => mail,
    );
    expect(ways.slice(0, MOST_AT_ONCE)).toEqual(Array(MOST_AT_ONCE).fill("at_once"));
    expect(ways.slice(MOST_AT_ONCE)).toEqual(["digest", "digest", "at_once"]);
  });

  it("counts what went out before, and lets an alarm through all the same", () => {
    const sent = new Map([["omar", MOST_AT_ONCE]]);
    const ways = routeNotices([notice("1"), notice("2", { kind: "break-glass" })], sent);
    expect(ways).toEqual([
      { id: "1", mail: "digest" },
      { id: "2", mail: "at_once" },
    ]);
  });

  it("is none without an address", () => {
    expect(routeNotices([notice("1", { hasAddress: false })], new Map())).toEqual([
      { id: "1", mail: "none" },
    ]);
  });
});

describe("the day of a digest", () => {
  it("begins at its hour, also at the turn of a year and on a leap day", () => {
    const moment = (text: string) => digestMoment(new Date(text)).toISOString();
    expect(moment("2026-11-26T06:59:59.999Z")).toBe("2026-11-25T07:00:00.000Z");
    expect(moment("2026-11-26T07:00:00.000Z")).toBe("2026-11-26T07:00:00.000Z");
    expect(moment("2027-01-01T00:30:00.000Z")).toBe("2026-12-31T07:00:00.000Z");
    expect(moment("2028-03-01T01:00:00.000Z")).toBe("2028-02-29T07:00:00.000Z");
    expect(digestCause("omar", new Date("2028-02-29T07:00:00Z"))).toBe("digest of 2028-02-29 for omar");
  });
});

describe("the mails", () => {
  const omar = { name: "Omar Rahman", email: "omar@studio.example", isContact: false };
  const origin = "https://keys.studio.example";

  it("say what it is about and where to go on, and nothing else", () => {
    const mail = noticeMail(
      omar,
      { id: "1", subject: "R-1 for Kite: approved", href: "/requests/r1" },
      origin,
    );
    expect(mail).toMatchObject({
      cause: "notification 1",
      to: omar.email,
      subject: "R-1 for Kite: approved",
    });
    expect(mail.text.split("\n\n")).toEqual([
      "Hello Omar Rahman,",
      "R-1 for Kite: approved",
      "https://keys.studio.example/requests/r1",
      "How you are told is for you to choose:\nhttps://keys.studio.example/notifications/settings",
    ]);
  });

  it("to a client's contact lead into the room, and offer no choice", () => {
    const carla = { name: "Carla Nunes", email: "carla@kite.example", isContact: true };
    const line = { subject: "Access to your accounts waits for your answer (R-7)", href: "/room?request=7" };
    expect(noticeMail(carla, { id: "1", ...line }, origin).text.split("\n\n")).toEqual([
      "Hello Carla Nunes,",
      line.subject,
      "https://keys.studio.example/room?request=7",
    ]);
    const many = Array.from({ length: 51 }, () => line);
    expect(digestMail(carla, many, { cause: "day", origin }).text).not.toMatch(/\/notifications/);
  });

  it("of a digest name fifty, and say how many more there are", () => {
    const lines = Array.from({ length: 53 }, (_, place) => ({ subject: `Thing ${place}`, href: "/work" }));
    const mail = digestMail(omar, lines, { cause: "day", origin });
    expect(mail.subject).toBe("53 things from Keyholder");
    expect(mail.text).toContain("Thing 49\nhttps://keys.studio.example/work");
    expect(mail.text).not.toContain("Thing 50");
    expect(mail.text).toContain("And 3 more:");
    expect(digestMail(omar, lines.slice(0, 1), { cause: "day", origin }).subject).toBe("Thing 0");
  });
});
