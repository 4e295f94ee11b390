import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";
import { isRouterState } from "./router-state";

/**
 * From now on a request loses what its client's router says of itself where that cannot be read: Next.js would answer
 * with an error of ours. Without it the whole page is sent. The proxy never sees this header.
 */
export function dropUnreadable(): void {
  subscribe("http.server.request.start", (message) => {
    const { headers } = (message as { request: IncomingMessage }).request;
    const state = headers["next-router-state-tree"];
    if (state !== undefined && !isRouterState(state)) delete headers["next-router-state-tree"];
  });
}
