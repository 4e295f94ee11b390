import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, ServerResponse } from "node:http";
import { isSecure } from "@/lib/auth/cookies";
import { fixedHeaders } from "./fixed-headers";

/**
 * From now on every answer of this process begins with the fixed headers. Node tells of each request before Next.js
 * sees it; the headers of next.config.js and of the proxy would miss what Next.js answers by itself (an address
 * with two slashes or one at its end), and those of next.config.js are from the build, which knows no address.
 */
export function headEveryAnswer(): void {
  const headers = new Headers(fixedHeaders({ secure: isSecure() }));
  subscribe("http.server.request.start", (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    response.setHeaders(headers);
    if (isUnanswerable(request)) Object.assign(request, { method: "OPTIONS", url: "/" });
  });
}

/**
 * What Next.js would fail with or, worse, redirect to: TRACE, which no fetch knows, and a target that is no path of
 * ours, as "http://elsewhere/" or "*" (SEC-41). It becomes what the proxy refuses.
 */
const isUnanswerable = ({ method, url }: IncomingMessage): boolean =>
  method === "TRACE" || !url?.startsWith("/");
