import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { db } from "@/lib/db";
import { builtActions, flightShapes, formCall, plainForm } from "@/tests/support/attacks/actions";
import { headerShapes, pathShapes } from "@/tests/support/attacks/reading";
import { type Answer, type Sent, send, sendBytes } from "@/tests/support/attacks/send";
import { tableMarks } from "@/tests/support/attacks/table-marks";
import { expect, test } from "@/tests/support/e2e";
import { signUp } from "@/tests/support/sign-in";
import { startWithoutProxy } from "@/tests/support/without-proxy";

/*
 * Known attacks on Next.js (SEC-48) by somebody without a session, against the production build, twice: as it is,
 * and with the proxy switched off (SEC-01), where all that stands between them and the data is the app itself.
 * Whatever they send, they never see the client that exists only here, never get an error of ours, and write nothing.
 */

/** Of a client whose name nobody could guess, and of an owner who may see it. */
let secret: { word: string; clientId: string; ownerCookie: string };

test.beforeAll(async ({ browser }) => {
  const word = `Marker${crypto.randomUUID().replaceAll("-", "")}`;
  const { id } = await db.client.create({ data: { name: word, nameKey: word.toLowerCase() } });
  const context = await browser.newContext({ baseURL: process.env.KEYHOLDER_URL ?? "" });
  const mark = word.slice(-8);
  await signUp(await context.newPage(), {
    name: `Attacks ${mark}`,
    email: `attacks-${mark}@studio.example`,
    roles: ["owner"],
  });
  const cookies = await context.cookies();
  secret = {
    word,
    clientId: id,
    ownerCookie: cookies.map(({ name, value }) => `${name}=${value}`).join("; "),
  };
  await context.close();
});

/** The places where a signed-in owner reads the secret: a page, a list, a file, data. */
const targets = () => [
  `/clients/${secret.clientId}`,
  "/clients",
  "/clients/export.csv",
  `/api/search?q=${secret.word.slice(0, 12)}`,
];

/** As of somebody who was signed in, to pass the proxy; it was never good for anything. */
const deadCookie = { cookie: "keyholder.session=x" };

/** Sends it and follows where it leads, as long as that is here; gives what is wrong with any of the answers. */
async function wrongsOf(url: string, sent: Sent): Promise<string[]> {
  const wrongs: string[] = [];
  let next: Sent = sent;
  for (let step = 0; step < 4; step += 1) {
    const answer = await send(url, next);
    wrongs.push(...wrongsIn(url, answer).map((why) => `${described(sent)}: ${why}`));
    const location = answer.headers.location;
    if (!location || wrongs.length > 0) break;
    const { pathname, search } = new URL(location, url);
    next = { path: `${pathname}${search}`, ...(sent.headers ? { headers: sent.headers } : {}) };
  }
  return wrongs;
}

const described = ({ method = "GET", path, headers = {} }: Sent) =>
  `${method} ${path.slice(0, 120)} ${JSON.stringify(headers).slice(0, 160)}`;

function wrongsIn(url: string, { status, headers, body }: Answer): string[] {
  const everything = `${JSON.stringify(headers)}\n${body}`;
  const led = headers.location && new URL(headers.location, url).origin !== new URL(url).origin;
  return [
    ...(status >= 500 ? [`status ${status}`] : []),
    ...(everything.includes(secret.word) ? [`status ${status} with the secret`] : []),
    ...(everything.includes("nonce-attacker") ? ["the attacker's nonce"] : []),
    // Next.js empties its own cookies of previews when they are forged.
    ...(headers["set-cookie"]?.some((each) => !/^[^=]+=;/.test(each)) ? ["a cookie is set"] : []),
    ...(led ? [`leads to ${headers.location}`] : []),
    ...(/"sessionSecret"|DATABASE_URL|"workers":|"dependencies":|\[core\]/.test(body) ? ["a file"] : []),
  ];
}

const AT_ONCE = 6;

/** What is wrong with all of them, and what they have written. */
async function wrongsOfAll(url: string, all: readonly Sent[]): Promise<string[]> {
  const before = await tableMarks();
  const wrongs: string[] = [];
  for (let at = 0; at < all.length; at += AT_ONCE) {
    const some = await Promise.all(all.slice(at, at + AT_ONCE).map((sent) => wrongsOf(url, sent)));
    wrongs.push(...some.flat());
  }
  if ((await send(url, { path: "/api/health/ready" })).status !== 200)
    wrongs.push("it is not ready any more");
  const after = await tableMarks();
  const written = Object.keys(after).filter((name) => after[name] !== before[name]);
  return [...wrongs, ...written.map((name) => `${name} was written`)];
}

const servers = {
  "as it is": async () => ({ url: process.env.KEYHOLDER_URL ?? "", stop: async () => undefined }),
  "with the proxy switched off": startWithoutProxy,
};

for (const [how, start] of Object.entries(servers)) {
  test.describe(how, () => {
    let url: string;
    let stop: () => Promise<void>;
    test.beforeAll(async () => {
      ({ url, stop } = await start());
    });
    test.afterAll(() => stop());

    test("the proxy is there, or is not", async () => {
      const { headers } = await send(url, { path: "/sign-in" });
      expect(headers["content-security-policy"]).toContain(
        how === "as it is" ? "'nonce-" : "default-src 'none'",
      );
      expect(headers["content-security-policy"]?.includes("nonce")).toBe(how === "as it is");
    });

    test("an owner sees the secret in each place, so that it could be missed", async () => {
      for (const path of targets()) {
        const asked = { path, headers: { cookie: secret.ownerCookie } };
        expect((await send(url, asked)).body, path).toContain(secret.word);
      }
      const headers = { cookie: secret.ownerCookie, RSC: "1" };
      const { headers: led } = await send(url, { path: "/clients", headers });
      expect(led.location).toContain("/clients?_rsc");
      expect((await send(url, { path: led.location ?? "", headers })).body).toContain(secret.word);
    });

    test("no header opens a page, a list, a file or data", async () => {
      const all = targets().flatMap((path) =>
        [{}, ...headerShapes("/clients")].map((headers) => ({ path, headers })),
      );
      expect(all.length).toBeGreaterThan(150);
      expect(await wrongsOfAll(url, all)).toEqual([]);
    });

    test("no other way to write an address opens it", async () => {
      const pages = ["/clients", `/clients/${secret.clientId}`, "/clients/export.csv"];
      const all = pages.flatMap((page) =>
        pathShapes(page).flatMap((path): Sent[] => [
          { path },
          { path, headers: { RSC: "1", ...deadCookie } },
        ]),
      );
      const foreign = `/clients/00000000-0000-7000-8000-000000000000`;
      all.push(
        { path: `${foreign}?nxtPid=${secret.clientId}` },
        { path: `${foreign}?nxtIid=${secret.clientId}&nxtPid=${secret.clientId}`, headers: { RSC: "1" } },
      );
      expect(await wrongsOfAll(url, all)).toEqual([]);
    });

    test("no page, route or file of the build answers with anything but the door", async () => {
      const routes = Object.values<string>(
        JSON.parse(readFileSync(".next/app-path-routes-manifest.json", "utf8")),
      );
      const open =
        /^\/(sign-in|setup|invite|recover|_not-found|_global-error|icon\.svg|api\/health\/(live|ready)|api\/auth\/.*)(\/|$)/;
      const closed = routes.filter((route) => !open.test(route));
      expect(closed.length).toBeGreaterThan(50);
      const opened: string[] = [];
      for (const route of closed) {
        const path = route.replace(/\[[^\]]+\]/g, secret.clientId);
        for (const headers of [{}, { RSC: "1" }, deadCookie]) {
          const { status, headers: answered } = await send(url, { path, headers });
          const led = /^\/sign-in(\?|$)/.test(answered.location ?? "");
          const said = [401, 403, 404, 405].includes(status);
          // Next.js wants the client's router to ask with a mark of its headers.
          const asked = answered.location?.startsWith(`${path}?_rsc`);
          if (!led && !said && !asked) opened.push(`${route} ${JSON.stringify(headers)}: ${status}`);
        }
      }
      expect(opened).toEqual([]);
    });

    test("no other method does anything", async () => {
      const methods = ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "QUERY", "HEAD", "POST"];
      const all = [...targets(), "/", "/sign-in", "/api/sign-out"].flatMap((path) =>
        methods.flatMap((method) => [
          { path, method },
          { path, method, headers: { "x-http-method-override": "GET", ...deadCookie } },
        ]),
      );
      // Without the proxy Next.js itself answers OPTIONS, and fails when a page is asked with a method it lacks.
      expect(await wrongsOfAll(url, all)).toEqual([]);
    });

    test("no action does anything without a session, as a script or a form calls it", async () => {
      const actions = builtActions();
      expect(actions.length).toBeGreaterThan(50);
      const fields = { id: secret.clientId, clientId: secret.clientId, name: "Taken", reason: "Taken over" };
      const origin = { origin: url };
      const all = actions.flatMap(({ id }) =>
        [
          { path: "/sign-in", headers: { ...origin, "next-action": id }, body: formCall(fields) },
          {
            path: "/clients",
            headers: { ...origin, "next-action": id, ...deadCookie },
            body: formCall(fields),
          },
          { path: "/sign-in", headers: origin, body: plainForm(id, fields) },
        ].map((each): Sent => ({ method: "POST", ...each })),
      );
      expect(await wrongsOfAll(url, all)).toEqual([]);
    });

    test("an owner's action from another site's page does nothing, wherever it says that it comes from", async () => {
      const action = builtActions().find(({ name }) => name === "addClientAction");
      if (!action) throw new Error("There is no action that adds a client.");
      const call = (name: string, headers: Record<string, string>): Sent => ({
        path: "/clients/new",
        method: "POST",
        headers: { cookie: secret.ownerCookie, "next-action": action.id, ...headers },
        body: formCall({ name }),
      });
      const { host } = new URL(url);
      const foreign: Record<string, string>[] = [
        {},
        { origin: "null" },
        { origin: "https://evil.example" },
        { origin: "https://evil.example", "x-forwarded-host": "evil.example" },
        { origin: "https://evil.example", host: "evil.example" },
        { origin: "https://evil.example", "x-forwarded-host": `evil.example, ${host}` },
        { origin: `${url}.evil.example`, "x-forwarded-host": `${host}.evil.example` },
        { origin: `https://${host}`, "x-forwarded-proto": "https" },
        { "x-forwarded-host": host },
        { origin: "null", "x-forwarded-host": "null" },
      ];
      const names = foreign.map((_, index) => `${secret.word} ${index}`);
      for (const [index, headers] of foreign.entries()) await send(url, call(names[index] ?? "", headers));
      expect(await db.client.count({ where: { name: { in: names } } })).toBe(0);

      // The same call from our own page does it: it was the origin that was refused.
      const own = `${secret.word} from ${how}`;
      await send(url, call(own, { origin: url }));
      expect(await db.client.count({ where: { name: own } })).toBe(1);
    });

    test("no body of an action runs code, tells a source, or stops the server", async () => {
      const [action] = builtActions();
      if (!action) throw new Error("There is no action.");
      const proof = join(tmpdir(), `keyholder-attack-${crypto.randomUUID()}`);
      const before = await tableMarks();
      const wrongs: string[] = [];
      for (const [name, body] of Object.entries(flightShapes(action.id, proof))) {
        for (const id of [action.id, "x", "0".repeat(42), null]) {
          for (const cookie of ["", "keyholder.session=x"]) {
            const headers = { origin: url, ...(id === null ? {} : { "next-action": id }), cookie };
            const answer = await send(url, { path: "/sign-in", method: "POST", headers, body });
            const isSource = /=>\s*\{|\bfunction\b.*\{|requireActor/.test(answer.body);
            const told = !answer.headers["content-type"]?.includes("html") && isSource;
            wrongs.push(
              ...[...wrongsIn(url, answer), ...(told ? ["source"] : [])].map(
                (why) => `${name} to ${id}: ${why}`,
              ),
            );
          }
        }
      }
      expect(wrongs).toEqual([]);
      expect(existsSync(proof)).toBe(false);
      expect(Reflect.get({}, "status")).toBeUndefined();
      expect((await send(url, { path: "/api/health/ready" })).status).toBe(200);
      expect(await tableMarks()).toEqual(before);
    });

    test("a form that has no boundary is refused where the proxy stands, and stops nothing", async () => {
      const types = [
        "multipart/form-data",
        "multipart/form-data; boundary=",
        'Multipart/Form-Data; boundary=""',
      ];
      const [action] = builtActions();
      const statuses: number[] = [];
      for (const type of types) {
        for (const more of [{}, { "next-action": action?.id ?? "" }]) {
          const headers = { origin: url, "content-type": type, ...deadCookie, ...more };
          const sent = { path: "/sign-in", method: "POST", headers, body: "--x\r\n\r\nx\r\n--x--" };
          statuses.push((await send(url, sent)).status);
        }
      }
      if (how === "as it is") expect(new Set(statuses)).toEqual(new Set([400]));
      expect((await send(url, { path: "/api/health/ready" })).status).toBe(200);
    });

    test("no JSON is too long, too deep, or read in two ways", async () => {
      const routes = Object.values<string>(
        JSON.parse(readFileSync(".next/app-path-routes-manifest.json", "utf8")),
      ).filter((route) => route.startsWith("/api/") && !/health|sign-out|\[/.test(route));
      expect(routes.length).toBeGreaterThan(7);
      const deep = 40_000;
      const bodies: (string | Buffer)[] = [
        "",
        "null",
        "[]",
        "{",
        '"text"',
        "NaN",
        '{"token":"a","token":{"not":""}}',
        '{"token":{"not":""},"challengeId":{"in":[]},"response":{"id":{"contains":""}}}',
        '{"__proto__":{"token":"a"},"constructor":{"prototype":{}}}',
        '{"token":"\\u0000","name":"\\ud800"}',
        `${"[".repeat(deep)}${"]".repeat(deep)}`,
        `${'{"a":'.repeat(deep / 2)}1${"}".repeat(deep / 2)}`,
        `{"token":"${"x".repeat(5_000_000)}"}`,
        `{"token":"${"x".repeat(14_000_000)}"}`,
        `{"token":"\\u0041${"\\u0041".repeat(10_000)}"}`,
        `{${Array.from({ length: 5_000 }, (_, at) => `"k${at}":1`).join(",")}}`,
        Buffer.from([0xff, 0xfe, 0x7b, 0x7d]),
        Buffer.from([0x1f, 0x8b, 0x08, 0x00]),
      ];
      const types = [
        "application/json",
        "application/json; charset=utf-16",
        "text/plain",
        "application/x-www-form-urlencoded",
      ];
      const all = routes.flatMap((path) =>
        bodies.map((body, index): Sent => {
          const type = types[index % 2] ?? "";
          return { path, method: "POST", headers: { origin: url, "content-type": type }, body };
        }),
      );
      for (const path of routes)
        for (const type of types.slice(2))
          all.push({ path, method: "POST", headers: { origin: url, "content-type": type }, body: "{}" });
      expect(await wrongsOfAll(url, all)).toEqual([]);
    });

    test("no bytes on the wire make it fetch, switch or fail", async () => {
      const visits: string[] = [];
      const inside = createServer((socket) => {
        visits.push("visited");
        socket.end();
      });
      await new Promise<void>((done) => inside.listen(0, "127.0.0.1", done));
      const address = inside.address();
      const victim = `127.0.0.1:${address && typeof address === "object" ? address.port : 0}`;
      const { host } = new URL(url);
      const upgrade = (kind: string) =>
        `Connection: Upgrade\r\nUpgrade: ${kind}\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n`;
      const lines: [string, string][] = [
        // Targets with a host (CVE-2026-44578, SEC-41): to a place inside, to a page, to nothing.
        ...["http", "https", "ws"].flatMap((scheme): [string, string][] => [
          [`GET ${scheme}://${victim}/clients HTTP/1.1`, ""],
          [`GET ${scheme}://${victim}/clients HTTP/1.1`, upgrade("websocket")],
        ]),
        [`GET http://${host}/clients HTTP/1.1`, ""],
        [`GET http:///${victim}/ HTTP/1.1`, upgrade("websocket")],
        [`GET //${victim}/ HTTP/1.1`, upgrade("websocket")],
        [`GET /\\${victim}/ HTTP/1.1`, upgrade("websocket")],
        [`GET @${victim}/ HTTP/1.1`, upgrade("websocket")],
        [`POST http://${victim}/ HTTP/1.1`, "Content-Length: 0\r\n"],
        [`CONNECT ${victim} HTTP/1.1`, ""],
        // Switching where there is nothing to switch to.
        ["GET /clients HTTP/1.1", upgrade("websocket")],
        ["GET /_next/hmr HTTP/1.1", upgrade("websocket")],
        ["GET /_next/webpack-hmr HTTP/1.1", upgrade("websocket")],
        ["GET /clients HTTP/1.1", `${upgrade("h2c")}HTTP2-Settings: AAMAAABkAAQAAP__\r\n`],
        // What proxies and servers have read in two ways.
        ["TRACE /clients HTTP/1.1", ""],
        ["OPTIONS * HTTP/1.1", ""],
        ["GET /clients HTTP/1.0", ""],
        ["GET clients HTTP/1.1", ""],
        ["GET /clients#/sign-in HTTP/1.1", ""],
        ["POST /api/search HTTP/1.1", "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n"],
        ["POST /api/search HTTP/1.1", "Content-Length: 4\r\nContent-Length: 5\r\n"],
        ["POST /api/search HTTP/1.1", "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n"],
        ["GET /clients HTTP/1.1", "X-Forwarded-Host: evil.example\r\nX-Forwarded-Host: evil.example\r\n"],
      ];
      const wrongs: string[] = [];
      for (const [line, headers] of lines) {
        const closing = headers.startsWith("Connection") ? headers : `Connection: close\r\n${headers}`;
        const answer = await sendBytes(url, `${line}\r\nHost: ${host}\r\n${closing}\r\n`);
        const status = Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? 0);
        const location = /^location: (.*)$/im.exec(answer)?.[1];
        // No answer at all is one: the connection was closed.
        const isRefused = status === 0 || (status >= 300 && status < 500);
        if (!isRefused) wrongs.push(`${line}: status ${status}`);
        if (answer.includes(secret.word)) wrongs.push(`${line}: the secret`);
        if (location && !/^\/(?![/\\])/.test(location)) wrongs.push(`${line}: leads to ${location}`);
      }
      expect(wrongs).toEqual([]);
      inside.close();
      expect(visits).toEqual([]);
    });
  });
}
