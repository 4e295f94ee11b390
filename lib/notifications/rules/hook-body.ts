import type { NoticeLine } from "@/lib/notifications/rules/notice-mails";
import type { HookApp } from "@/prisma/generated/enums";

/** So many lines stand in one message. */
const MOST_LINES = 20;

/**
 * What is posted to a channel, as its app reads it: Slack's `mrkdwn`, or an Adaptive Card for Teams. A subject is
 * text and nothing else there: it mentions nobody, and leads nowhere but to Keyholder. Without lines it is a test.
 */
export function hookBody(app: HookApp, lines: readonly NoticeLine[], origin: string): object {
  const shown = lines.slice(0, MOST_LINES).map(({ subject, href }) => ({
    words: subject,
    address: new URL(href, origin).href,
  }));
  const more = lines.length - shown.length;
  const last =
    lines.length === 0
      ? [
          {
            words: "A test from Keyholder: this channel is told from now on.",
            address: new URL("/", origin).href,
          },
        ]
      : more > 0
        ? [{ words: `And ${more} more`, address: new URL("/notifications", origin).href }]
        : [];
  const all = [...shown, ...last];
  return app === "slack" ? slackBody(all) : teamsBody(all);
}

type Line = { words: string; address: string };

function slackBody(lines: readonly Line[]): object {
  // Inside <address|words> a bar or an angle bracket would end it; these three are all that Slack wants escaped.
  const escaped = (words: string) =>
    words.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/\|/g, "¦");
  const text = lines.map(({ words, address }) => `• <${address}|${escaped(words)}>`).join("\n");
  return { text, unfurl_links: false, unfurl_media: false };
}

function teamsBody(lines: readonly Line[]): object {
  const escaped = (words: string) => words.replace(/[\\`*_{}[\]()#+\-.!|<>~]/g, "\\$&");
  return {
    type: "message",
    attachments: [
      {
        contentType: "application/vnd.microsoft.card.adaptive",
        contentUrl: null,
        content: {
          $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
          type: "AdaptiveCard",
          version: "1.4",
          body: lines.map(({ words, address }) => ({
            type: "TextBlock",
            text: `[${escaped(words)}](${address})`,
            wrap: true,
          })),
        },
      },
    ],
  };
}
