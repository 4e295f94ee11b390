import { createServer, get, type IncomingMessage, type ServerResponse } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { issuerAgent } from "@/lib/auth/issuer-agent";

let answer: (response: ServerResponse) => void;
let closed: Promise<void>;
let url = "";
const server = createServer((_, response) => {
  closed = new Promise((done) => response.on("close", done));
  answer(response);
});

beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, done));
  const address = server.address();
  url = `http://localhost:${address && typeof address === "object" ? address.port : 0}/token`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function read(): Promise<string> {
  const response = await new Promise<IncomingMessage>((done, failed) =>
    get(url, { agent: issuerAgent }, done).on("error", failed),
  );
  let text = "";
  for await (const part of response) text += part;
  return text;
}

test("an answer of an issuer is read whole, on a connection of its own", async () => {
  answer = (response) => response.end("x".repeat(60_000));
  expect(await read()).toHaveLength(60_000);
  await closed;
});

test("one that is too large, or has no end, is not read to its end", async () => {
  answer = (response) => response.end("x".repeat(70_000));
  await expect(read()).rejects.toThrow();
  answer = (response) => {
    const more = () => {
      while (!response.destroyed && response.write("x".repeat(10_000)));
      response.once("drain", more);
    };
    more();
  };
  await expect(read()).rejects.toThrow();
  await closed;
});
