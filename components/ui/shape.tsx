/** The states that colour stands for. Each has a shape of its own, so that colour never says it alone. */
export type Tone = "plain" | "fine" | "verified" | "attention" | "high" | "critical";

export const toneText = {
  plain: "text-second",
  fine: "text-fine",
  verified: "text-fine",
  attention: "text-attention",
  high: "text-high",
  critical: "text-critical",
} satisfies Record<Tone, string>;

/**
 * The shape of a state: ✓ attested, ✓✓ verified, ◷ waiting, ▲ late, ● over. Drawn, because fonts differ in
 * which of these signs they have. Always beside a word, so hidden from screen readers.
 */
export function Shape({ tone, className }: { tone: Tone; className?: string | undefined }) {
  if (tone === "plain") return null;
  const wide = tone === "verified";
  return (
    <svg
      aria-hidden="true"
      viewBox={wide ? "0 0 17 12" : "0 0 12 12"}
      className={`inline-block h-3 shrink-0 ${wide ? "w-4.25" : "w-3"} ${className ?? ""}`}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <ShapePath tone={tone} />
    </svg>
  );
}

function ShapePath({ tone }: { tone: Exclude<Tone, "plain"> }) {
  switch (tone) {
    case "fine":
      return <path d="M2 6.5 4.8 9.3 10 3" />;
    case "verified":
      return <path d="M1.5 6.5 4.3 9.3 9.5 3M8 8.8l.5.5L14.5 3" />;
    case "attention":
      return (
        <g strokeWidth="1.4">
          <circle cx="6" cy="6" r="4.6" />
          <path d="M6 3.4V6h2.4" />
        </g>
      );
    case "high":
      return <path d="M6 1.6 11 10.4H1Z" fill="currentColor" stroke="none" />;
    case "critical":
      return <circle cx="6" cy="6" r="4.5" fill="currentColor" stroke="none" />;
  }
}
