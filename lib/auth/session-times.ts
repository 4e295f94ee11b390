/**
 * How long next-auth's cookie is good for at most: longer than any policy allows, for the session's row decides
 * (lib/auth/live-session.ts).
 */
export const COOKIE_HOURS = 24;

/** How long a recovered session lives: time to enrol, and no more. */
export const RECOVERED_MINUTES = 30;

/** The last request is written down at most so often: the row is read by every request (SEC-52). */
export const LAST_SEEN_SECONDS = 60;
