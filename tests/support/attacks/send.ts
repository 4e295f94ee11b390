import { type IncomingHttpHeaders, request } from "node:http";
import { connect } from "node:net";

export type Sent = {
  /** As it goes over the wire: nothing is decoded, joined or taken away. */
  path: string;
  method?: string;
  headers?: Record<string, string | string[]>;
  body?: string | Buffer | FormData;
};

/** `status` 0: the connection was closed without an answer, as on a body that is too long. */
export type Answer = { status: number; headers: IncomingHttpHeaders; body: string };

/** One request as an attacker's own program sends it: fetch and browsers would tidy the path up first. */
export async function send(url: string, { path, method = "GET", headers = {}, body }: Sent): Promise<Answer> {
  const { hostname, port } = new URL(url);
  const encoded = body instanceof FormData ? await encodedForm(body) : { body, headers: {} };
  return new Promise((done, failed) => {
    const sent = request(
      { hostname, port, path, method, headers: { ...encoded.headers, ...headers }, agent: false },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk) => chunks.push(chunk));
        response.on("error", failed);
        response.on("end", () =>
          done({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks).toString(),
          }),
        );
      },
    );
    sent.on("error", (error: NodeJS.ErrnoException) =>
      ["EPIPE", "ECONNRESET"].includes(error.code ?? "")
        ? done({ status: 0, headers: {}, body: "" })
        : failed(error),
    );
    sent.setTimeout(20_000, () => sent.destroy(new Error(`${method} ${path} was not answered`)));
    sent.end(encoded.body);
  });
}

/** These bytes and nothing else, on a connection of their own; gives all that comes back until it is closed. */
export function sendBytes(url: string, bytes: string): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((done) => {
    let answer = "";
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    socket.setTimeout(1_500, () => socket.destroy());
    socket.on("data", (chunk) => (answer += chunk));
    socket.on("error", () => undefined);
    socket.on("close", () => done(answer));
  });
}

async function encodedForm(form: FormData) {
  const encoded = new Response(form);
  const type = encoded.headers.get("content-type") ?? "";
  return { body: Buffer.from(await encoded.arrayBuffer()), headers: { "content-type": type } };
}
