import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";

/**
 * From now on each request's X-Forwarded-For ends with the address of its socket, as one more proxy would have
 * added it. Next.js adds it only where a client has sent none, so that a client without a proxy before us could
 * choose its address (lib/auth/client-address.ts).
 */
export function notePeer(): void {
  subscribe("http.server.request.start", (message) => {
    const { request } = message as { request: IncomingMessage };
    const sent = request.headers["x-forwarded-for"];
    const peer = request.socket.remoteAddress ?? "";
    request.headers["x-forwarded-for"] = [sent, peer].flat().filter(Boolean).join(", ");
  });
}
