import { z } from "zod";

const text = z.string().max(2000).optional();

/** One report as `report-uri` sends it. */
const classic = z.object({
  "csp-report": z.object({ "document-uri": text, "blocked-uri": text, "effective-directive": text }),
});

/** Several reports as the Reporting API sends them. */
const modern = z.array(
  z.object({
    type: z.literal("csp-violation"),
    body: z.object({ documentURL: text, blockedURL: text, effectiveDirective: text }),
  }),
);

const report = z.union([
  classic.transform(({ "csp-report": each }) => [
    {
      page: each["document-uri"],
      blocked: each["blocked-uri"],
      directive: each["effective-directive"],
    },
  ]),
  modern.transform((reports) =>
    reports.map(({ body }) => ({
      page: body.documentURL,
      blocked: body.blockedURL,
      directive: body.effectiveDirective,
    })),
  ),
]);

/** The most lines that one request gives. */
const MOST = 5;

/**
 * What a browser reports of a Content-Security-Policy, as lines for the log: what was stopped, where, by which
 * directive. Queries and fragments are left out, since they can hold secrets, and so is all that could begin a line
 * of its own. Null when it is no such report.
 */
export function violationLines(sent: unknown): string[] | null {
  const parsed = report.safeParse(sent);
  if (!parsed.success) return null;
  return parsed.data.slice(0, MOST).map(({ page, blocked, directive }) => {
    const [where, what, why] = [placeOf(page), placeOf(blocked), plain(directive)];
    return `Content-Security-Policy: ${why} stopped ${what} on ${where}`;
  });
}

/** An address without query and fragment; a word such as "inline" as it is. */
function placeOf(address: string | undefined): string {
  return plain(address?.replace(/[?#].*$/su, ""));
}

function plain(value: string | undefined): string {
  return (value ?? "").replace(/[^\x21-\x7e]/gu, "").slice(0, 200) || "unknown";
}
