"use server";

import { action } from "@/lib/action";
import { chooseChannels } from "@/lib/notifications/choose-channels";
import { markAllRead } from "@/lib/notifications/mark-all-read";
import { markRead } from "@/lib/notifications/mark-read";

export const markReadAction = action(markRead, { done: "Marked as read." });
export const markAllReadAction = action(markAllRead, {
  done: ({ read }) => (read === 1 ? "One is marked as read." : `${read} are marked as read.`),
});
export const chooseChannelsAction = action(chooseChannels, {
  done: ({ changed }) => (changed === 0 ? "It was so already." : "Saved. It counts from the next one."),
});
