import { ButtonLink } from "@/components/ui/button";
import { countedInWords } from "@/components/ui/counted";
import { Section } from "@/components/ui/page";
import type { OwnSeat } from "@/lib/requests/queries/own-seats";

/** The kits of one's own roles: the short way to ask for what a role needs. */
export function OwnKits({ seats }: { seats: OwnSeat[] }) {
  if (seats.length === 0) return null;
  return (
    <Section title="Your kits" lead="What your role needs on an engagement, asked for by one press.">
      <ul className="border-t border-strong">
        {seats.map((seat) => (
          <li
            key={seat.membershipId}
            className="flex items-center justify-between gap-4 border-b border-rule py-2"
          >
            <div className="min-w-0">
              {seat.name}
              <p className="text-sm text-third">
                Kit of {seat.role}, {countedInWords(seat.lines, "account")}
              </p>
            </div>
            <ButtonLink
              size="small"
              className="shrink-0"
              href={`/engagements/${seat.engagementId}/ask/${seat.membershipId}`}
            >
              Look at it<span className="sr-only">: {seat.name}</span>
            </ButtonLink>
          </li>
        ))}
      </ul>
    </Section>
  );
}
