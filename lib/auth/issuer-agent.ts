import { Agent, type ClientRequestArgs } from "node:http";
import { Agent as SecureAgent } from "node:https";
import type { Duplex } from "node:stream";

/** How long an issuer may take for one answer. */
export const ISSUER_TIMEOUT_MS = 5_000;

/** So much is read of one answer, its head included: documents, keys and tokens have a few kilobytes. */
const LARGEST_ANSWER = 64 * 1024;

const SECURE_PORT = 443;

type Made = ((error: Error | null, socket: Duplex) => void) | undefined;

/**
 * Connections to issuers, one for each answer: it is read up to a size and for a time, and then the connection ends,
 * however much is still to come. next-auth hands it on to openid-client, which reads whatever it is sent.
 */
class IssuerAgent extends Agent {
  // Both protocols: Node compares an address's with its agent's, where that has one.
  readonly protocol = undefined;
  // Of an address without a port.
  readonly defaultPort = SECURE_PORT;
  // Without sessions: each connection looks at the certificate itself.
  readonly #secure = new SecureAgent({ maxCachedSessions: 0 });

  override createConnection(options: ClientRequestArgs, made?: Made): Duplex | null | undefined {
    const isSecure = options.protocol === "https:";
    const socket = isSecure
      ? this.#secure.createConnection(options, made)
      : super.createConnection({ ...options, port: clearPort(options.port) }, made);
    if (socket) endBeyondLimits(socket);
    return socket;
  }
}

const clearPort = (port: ClientRequestArgs["port"]) => (Number(port) === SECURE_PORT ? 80 : port);

function endBeyondLimits(socket: Duplex): void {
  let size = 0;
  const push = socket.push.bind(socket);
  // Before anything else sees a part: a listener could not keep the last one from those that come after it.
  socket.push = (part: Buffer | null, encoding) => {
    size += part?.length ?? 0;
    if (size <= LARGEST_ANSWER) return push(part, encoding);
    socket.destroy(new Error("The issuer's answer is too large."));
    return false;
  };
  const late = setTimeout(
    () => socket.destroy(new Error("The issuer's answer timed out.")),
    ISSUER_TIMEOUT_MS,
  );
  socket.once("close", () => clearTimeout(late));
}

/** The one agent of all calls to issuers. */
export const issuerAgent = new IssuerAgent({ keepAlive: false });
