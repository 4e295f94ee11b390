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
    // No fetch knows TRACE, so that Next.js would fail with it; the proxy refuses the one like the other.
    if (request.method === "TRACE") request.method = "OPTIONS";
  });
}
