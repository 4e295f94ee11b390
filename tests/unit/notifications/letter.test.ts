import { expect, it } from "vitest";
import { letterHtml } from "@/lib/notifications/letter";

const text = [
  "Hello <b>Omar</b> & co,",
  "https://keys.studio.example/requests/r1?a=1&b=2",
  "Change it here:\nhttps://keys.studio.example/notifications/settings",
].join("\n\n");

it("says in HTML what the text says, leads where it leads, and fetches nothing", async () => {
  const html = await letterHtml({ subject: "A <subject>", text });
  expect(html).toContain("Hello &lt;b&gt;Omar&lt;/b&gt; &amp; co,");
  expect(html).not.toContain("<b>");
  const hrefs = [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href);
  expect(hrefs).toEqual([
    "https://keys.studio.example/requests/r1?a=1&amp;b=2",
    "https://keys.studio.example/notifications/settings",
  ]);
  expect(html).not.toMatch(/\ssrc=|url\(|<script|<link|<img/);
});
