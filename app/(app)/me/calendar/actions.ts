"use server";

import { action } from "@/lib/action";
import { endCalendar } from "@/lib/notifications/end-calendar";
import { makeCalendar } from "@/lib/notifications/make-calendar";

/** Says nothing but the address, which the page shows once to copy. */
export const makeCalendarAction = action(makeCalendar, { done: ({ url }) => url });
export const endCalendarAction = action(endCalendar, {
  done: "The address opens nothing any more. Take the calendar out of your program, too.",
});
