/** How long a session lives without a request (NIST 800-63B, AAL2 for staff). */
export const IDLE_MINUTES = 30;

/** How long it lives at most. */
export const ABSOLUTE_HOURS = 12;

/** The last request is written down at most so often: the row is read by every request (SEC-52). */
export const LAST_SEEN_SECONDS = 60;
