/** What the answer of a chat means: done, to be tried again later, or in vain for good. */
export type HookAnswer =
  | { kind: "sent" }
  | { kind: "later"; failure: string }
  | { kind: "never"; failure: string };

const TOO_MANY = 429;
const REQUEST_TIMEOUT = 408;

/**
 * Reads an answer by its status alone (2xx is sent: Slack says 200, Teams 202); nothing of its text is shown
 * anywhere. A redirect is not followed: the address that an owner entered is the one that is called.
 */
export function hookAnswer(status: number): HookAnswer {
  if (status >= 200 && status < 300) return { kind: "sent" };
  const failure = `The chat answered with ${status}.`;
  const passes = status >= 500 || status === TOO_MANY || status === REQUEST_TIMEOUT;
  return passes
    ? { kind: "later", failure }
    : { kind: "never", failure: `${failure} Look whether the webhook still exists there.` };
}
