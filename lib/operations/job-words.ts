import type { JobKind, ScheduledKind } from "@/lib/jobs";

/** What each kind of job does, as its page says it. */
export const jobWords: Record<JobKind, string> = {
  "notifications.deliver-mail": "Deliver a mail of the outbox",
  "notifications.route-notices": "Decide how what people are told goes by mail",
  "notifications.post-to-hook": "Tell a channel of the studio’s chat",
  "notifications.send-digests": "Write the digests of the day",
  "notifications.remove-notices": "Remove notifications that are older than 400 days",
  "register.remind-of-logins": "Tell of shared logins without a plan, or whose plan is overdue",
  "preconditions.remind-of-exceptions": "Tell of exceptions that end in a week, or within a day",
  "closings.follow-ends":
    "Follow the last days of engagements: tell of them, begin their end, settle it at the last moment",
  "lifecycle.find-seen": "Find keys of people who leave, have left or are away, and take them back",
  "register.expire-grants": "Take back what has come to its end",
  "register.remind-of-ends": "Tell holders that their access ends: 14, 7 and 1 days before",
  "register.tell-of-tasks": "Tell people of work that became theirs, is due, or overdue",
  "register.find-conflicts": "Find who has come to conflicting duties",
  "requests.escalate-requests": "Tell the owners of what nobody has decided in time",
  "requests.expire-items": "Close requests that nobody decided in time",
  "requests.remind-of-reviews": "Tell of emergencies that nobody has reviewed in time",
  "requests.remind-clients": "Remind clients of what waits for their answer and soon runs out",
  "requests.expire-exceptions": "Take back what stood on an exception that is over",
  "requests.remove-drafts": "Remove drafts of requests: after 90 days, or when their person has left",
  "delegations.settle-delegations": "End delegations that are over, and tell of those that begin and end",
  "lifecycle.escalate-terminations": "Tell, by minutes, of terminations that are not done",
  "sources.remove-messages": "Remove calls of HR systems that are older than 30 days",
  "sources.read-folder": "Look for new files of the HR system in its folder",
  "lifecycle.follow-absences":
    "Suspend the access of whoever is away from today on, and tell who is expected back",
  "lifecycle.follow-contracts":
    "Tell of contracts that end, and start the departures of those who leave with theirs",
  "moves.carry-out-moves": "Carry out changes of role whose day has come",
  "moves.remind-of-moves": "Tell of changes of role that are two days away and not decided",
};

/** How often what comes back by the clock does so (`schedules` in lib/jobs.ts). */
export const jobTimes: Record<ScheduledKind, string> = {
  "notifications.route-notices": "Every ten minutes, and when somebody is told something",
  "notifications.send-digests": "Every ten minutes; one for each person a day, from 07:00 UTC",
  "notifications.remove-notices": "Every night",
  "register.remind-of-logins": "Every hour",
  "preconditions.remind-of-exceptions": "Every hour",
  "closings.follow-ends": "Every five minutes",
  "lifecycle.find-seen": "Every five minutes, and after each import",
  "register.expire-grants": "Every minute",
  "register.remind-of-ends": "Every quarter of an hour",
  "register.tell-of-tasks": "Every minute",
  "register.find-conflicts": "Every five minutes",
  "requests.escalate-requests": "Every five minutes",
  "requests.expire-items": "Every five minutes",
  "requests.remind-of-reviews": "Every hour",
  "requests.remind-clients": "Every quarter of an hour",
  "requests.expire-exceptions": "Every minute",
  "requests.remove-drafts": "Every hour",
  "delegations.settle-delegations": "Every minute",
  "lifecycle.escalate-terminations": "Every minute",
  "sources.remove-messages": "Every night",
  "sources.read-folder": "Every five minutes",
  "lifecycle.follow-absences": "Every ten minutes",
  "lifecycle.follow-contracts": "Every ten minutes",
  "moves.carry-out-moves": "Every minute",
  "moves.remind-of-moves": "Every hour",
};
