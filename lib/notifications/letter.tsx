import { Body } from "@react-email/body";
import { Button } from "@react-email/button";
import { Container } from "@react-email/container";
import { Head } from "@react-email/head";
import { Html } from "@react-email/html";
import { Link } from "@react-email/link";
import { Preview } from "@react-email/preview";
import { render } from "@react-email/render";
import { Text } from "@react-email/text";

/** The light half of the app's tokens (app/globals.css): a mail program knows no custom properties. */
const paper = "#fbfaf7";
const sheet = "#ffffff";
const rule = "#e5e1d7";
const ink = "#1c1a16";
const third = "#6b655b";
const accent = "#23478f";
const font = "Public Sans, -apple-system, Segoe UI, Helvetica, Arial, sans-serif";

const paragraph = { margin: "0 0 16px", color: ink, fontSize: "15px", lineHeight: "22px" };
const isAddress = (line: string) => /^https?:\/\/\S+$/.test(line);

/**
 * A mail's plain text as HTML: the same words and the same addresses, and nothing that is fetched from anywhere. An
 * address that stands alone is a button, one below its words a link.
 */
export function letterHtml(letter: { subject: string; text: string }): Promise<string> {
  const blocks = letter.text.split(/\n{2,}/).map((block) => block.split("\n"));
  return render(
    <Html lang="en">
      <Head>
        <meta name="color-scheme" content="light" />
      </Head>
      <Preview>{letter.subject}</Preview>
      <Body style={{ margin: 0, padding: "24px 12px", backgroundColor: paper, fontFamily: font }}>
        <Container
          style={{
            maxWidth: "560px",
            padding: "28px 28px 12px",
            backgroundColor: sheet,
            border: `1px solid ${rule}`,
            borderRadius: "6px",
          }}
        >
          <Text style={{ ...paragraph, color: third, fontSize: "13px" }}>Keyholder</Text>
          {blocks.map((lines, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rendered once, in the order of the text
            <Block key={place} lines={lines} />
          ))}
        </Container>
      </Body>
    </Html>,
  );
}

function Block({ lines }: { lines: string[] }) {
  const [only = ""] = lines;
  if (lines.length === 1 && isAddress(only)) {
    return (
      <Button
        href={only}
        style={{
          margin: "0 0 20px",
          padding: "9px 16px",
          borderRadius: "6px",
          backgroundColor: accent,
          color: sheet,
          fontSize: "15px",
          fontWeight: 600,
        }}
      >
        Open in Keyholder
      </Button>
    );
  }
  return (
    <Text style={paragraph}>
      {lines.map((line, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rendered once, in the order of the text
        <span key={place}>
          {place > 0 ? <br /> : null}
          {isAddress(line) ? (
            <Link href={line} style={{ color: accent, textDecoration: "underline" }}>
              Open in Keyholder
            </Link>
          ) : (
            line
          )}
        </span>
      ))}
    </Text>
  );
}
