import { type KeyFigure, KeyFigures } from "@/components/ui/key-figures";
import type { RegisterFigures } from "@/lib/register/queries/register-figures";

/** The register in figures. Only what is verified counts as proved; what is not known is not shown. */
export function RegisterStrip({ figures }: { figures: RegisterFigures }) {
  const shown: KeyFigure[] = [
    { value: figures.held.toLocaleString("en-GB"), label: "keys held", href: "/register" },
    ...(figures.smallest
      ? [
          {
            value: share(figures.smallest.at, figures.smallest.of),
            label: "of those asked for at the smallest role",
          },
        ]
      : []),
    ...(figures.held > 0
      ? [
          {
            value: share(figures.verifiedFresh, figures.held),
            label: "verified in 90 days",
            href: "/register?proof=fresh",
          },
        ]
      : []),
    {
      value: figures.removalsOverdue,
      label: "removals overdue",
      href: "/work?kind=revoke&due=overdue",
      ...(figures.removalsOverdue > 0 ? { tone: "critical" as const } : {}),
    },
    {
      value: figures.expiredNotRemoved,
      label: "expired, not removed",
      href: "/register?state=expired",
      ...(figures.expiredNotRemoved > 0 ? { tone: "high" as const } : {}),
    },
    { value: figures.endingSoon, label: "end within 30 days", href: "/register?state=soon" },
    { value: figures.sharedLogins, label: "shared logins left", href: "/logins" },
  ];
  return <KeyFigures figures={shown} />;
}

const share = (part: number, whole: number) => `${Math.round((100 * part) / whole)} %`;
