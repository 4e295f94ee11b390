"use server";

import { action } from "@/lib/action";
import { openMail } from "@/lib/notifications/open-mail";

/** Says nothing but the mail's text, which the page shows in a dialog. */
export const openMailAction = action(openMail, { done: ({ text }) => text });
