import { describe, expect, it } from "vitest";
import { hookAnswer } from "@/lib/notifications/rules/hook-answer";
import { hookBody } from "@/lib/notifications/rules/hook-body";

const origin = "https://keys.studio.example";
const lines = [
  { subject: "R-1 for <!channel> & [Kite](https://elsewhere.example) | *all*", href: "/requests/r1" },
];

describe("what a channel is told", () => {
  it("mentions nobody in Slack, and leads nowhere but to Keyholder", () => {
    expect(hookBody("slack", lines, origin)).toEqual({
      text: "• <https://keys.studio.example/requests/r1|R-1 for &lt;!channel&gt; &amp; [Kite](https://elsewhere.example) ¦ *all*>",
      unfurl_links: false,
      unfurl_media: false,
    });
  });

  it("is an Adaptive Card in Teams, with nothing of a subject read as markup", () => {
    const body = JSON.parse(JSON.stringify(hookBody("teams", lines, origin)));
    expect(body.attachments[0].contentType).toBe("application/vnd.microsoft.card.adaptive");
    expect(body.attachments[0].content.body).toEqual([
      {
        type: "TextBlock",
        wrap: true,
        text: "[R\\-1 for \\<\\!channel\\> & \\[Kite\\]\\(https://elsewhere\\.example\\) \\| \\*all\\*](https://keys.studio.example/requests/r1)",
      },
    ]);
  });

  it("is twenty lines at most, and says how many more there are; without lines it is a test", () => {
    const many = Array.from({ length: 23 }, (_, place) => ({ subject: `Thing ${place}`, href: "/work" }));
    const { text } = hookBody("slack", many, origin) as { text: string };
    expect(text.split("\n")).toHaveLength(21);
    expect(text).toContain("And 3 more");
    expect(JSON.stringify(hookBody("slack", [], origin))).toContain("A test from Keyholder");
  });
});

it("an answer is sent, may pass, or is in vain for good; a redirect is not followed", () => {
  expect([200, 202, 204].map((status) => hookAnswer(status).kind)).toEqual(["sent", "sent", "sent"]);
  expect([408, 429, 500, 503].map((status) => hookAnswer(status).kind)).toEqual(Array(4).fill("later"));
  expect([301, 302, 400, 403, 404, 410, 0].map((status) => hookAnswer(status).kind)).toEqual(
    Array(7).fill("never"),
  );
});
