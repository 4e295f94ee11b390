import { CalendarAddress } from "@/components/me/calendar-address";
import { Section } from "@/components/ui/page";
import { type Actor, may } from "@/lib/auth/actor";
import { getOwnCalendar } from "@/lib/notifications/calendar-queries";
import { endCalendarAction, makeCalendarAction } from "./actions";

/** The address under which a calendar program reads one's own dates; nothing for whom Keyholder has none. */
export async function CalendarSection({ actor }: { actor: Actor }) {
  if (!may(actor, "own.calendar")) return null;
  const calendar = await getOwnCalendar(actor);
  return (
    <Section
      title="My calendar"
      id="calendar"
      lead="Your calendar program can read when your access ends and when your tasks are due. Whoever has the address reads that too, without a sign-in: keep it to yourself."
    >
      <CalendarAddress
        since={calendar?.createdAt ?? null}
        make={makeCalendarAction}
        end={endCalendarAction}
      />
    </Section>
  );
}
