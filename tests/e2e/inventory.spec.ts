import { readFileSync } from "node:fs";
import { request as http } from "node:http";
import { expect, test } from "@/tests/support/e2e";
import { openStudio, type Studio } from "@/tests/support/journeys/studio";
import { recoveredVisitor, roleVisitors, type Visitor, weakVisitors } from "@/tests/support/visitors";
import { doors, pages, routes } from "./inventory";

type Manifest = Record<string, string>;
type References = { node: Record<string, { filename: string; exportedName: string; workers: Manifest }> };

const manifest = (file: string) => JSON.parse(readFileSync(`.next/server/${file}`, "utf8"));

/** What the build has: `/people/[id]` for a page, `/people/export.csv` for a route. */
function built(kind: "page" | "route"): string[] {
  return Object.keys(manifest("app-paths-manifest.json") as Manifest)
    .filter((entry) => entry.endsWith(`/${kind}`) && !entry.startsWith("/_") && !entry.startsWith("/icon"))
    .map((entry) => {
      const parts = entry.split("/").slice(1, -1);
      return `/${parts.filter((part) => !part.startsWith("(")).join("/")}`;
    })
    .toSorted();
}

const actions = (): [id: string, name: string, page: string][] =>
  Object.entries((manifest("server-reference-manifest.json") as References).node).map(
    ([id, { filename, exportedName, workers }]) => {
      const [worker = ""] = Object.keys(workers);
      return [id, `${filename} ${exportedName}`, worker.replace(/^app/, "").replace(/\/page$/, "")];
    },
  );

let studio: Studio;
let roles: Visitor[];
let weak: Visitor[];
let recovered: Visitor;
test.beforeAll(async () => {
  studio = await openStudio();
  roles = await roleVisitors(studio.kiteId);
  weak = await weakVisitors();
  recovered = await recoveredVisitor();
});

test("every page and route of the build is declared, and nothing is that is not built", () => {
  expect(built("page")).toEqual([...Object.keys(pages), ...Object.keys(doors)].toSorted());
  expect(built("route")).toEqual(
    [...new Set(Object.keys(routes).map((key) => key.split(" ")[1]))].toSorted(),
  );
});

test("each page opens for the roles of its row, and for no other", async ({ baseURL }) => {
  test.setTimeout(240_000);
  for (const [route, [row, addressOf]] of Object.entries(pages)) {
    const seen: string[] = [];
    for (const visitor of roles) seen.push(await look(baseURL, addressOf(studio), visitor));
    expect.soft(`${route}: ${seen.join(" ")}`).toBe(`${route}: ${row.replace(/\s+/gu, " ").trim()}`);
  }
});

test("no page opens for half a sign-in, or for a session that is over, bent or only to enrol", async ({
  baseURL,
}) => {
  test.setTimeout(240_000);
  for (const [route, [, addressOf]] of Object.entries(pages)) {
    for (const visitor of weak)
      expect
        .soft(`${route} for ${visitor.name}: ${await look(baseURL, addressOf(studio), visitor)}`)
        .toBe(`${route} for ${visitor.name}: sign-in`);
    expect.soft(`${route}: ${await look(baseURL, addressOf(studio), recovered)}`).toBe(`${route}: enrol`);
  }
});

test("each route answers to whom its row says", async ({ baseURL }) => {
  test.setTimeout(240_000);
  for (const [route, { opens, ask, body }] of Object.entries(routes)) {
    const [method = "", path = ""] = route.split(" ");
    if (opens === "anybody") continue;
    const send = (visitor: Visitor) => knock(baseURL, method, ask?.(studio) ?? path, visitor, body);
    for (const visitor of weak) {
      if (opens === "pending" && visitor.name === "a half-done sign-in") continue;
      expect
        .soft(`${route} for ${visitor.name}: ${await send(visitor)}`)
        .toMatch(/: (401|403|404|409|to sign-in)$/);
    }
    if (opens !== "factors")
      expect.soft(`${route} recovered: ${await send(recovered)}`).toMatch(/: (401|403|409)$/);
    if (opens === "factors" || opens === "pending") continue;
    if (opens === "ticket") {
      for (const visitor of roles)
        expect.soft(`${route} for ${visitor.name}: ${await send(visitor)}`).toMatch(/: (401|403)$/);
      continue;
    }
    const seen: string[] = [];
    for (const visitor of roles) seen.push((await send(visitor)) === 403 ? "no" : "yes");
    expect.soft(`${route}: ${seen.join(" ")}`).toBe(`${route}: ${opens.replace(/\s+/gu, " ").trim()}`);
  }
});

test("no action does anything for who is not signed in, or from another site", async ({ baseURL }) => {
  test.setTimeout(240_000);
  const own = { Origin: baseURL };
  for (const [id, name, page] of actions()) {
    const path = page
      .split("/")
      .filter((part) => !part.startsWith("("))
      .join("/")
      .replace(/\[\w+\]/g, studio.kiteId);
    for (const visitor of [...weak, recovered]) {
      const { status, body } = await act(baseURL, path || "/", id, { ...own, Cookie: visitor.cookie });
      expect
        .soft(`${name} for ${visitor.name}: ${status} ${/"status":"done"/.test(body)}`)
        .toMatch(/: \d+ false$/);
    }
    const [owner] = roles;
    for (const Origin of ["https://evil.example", "null"]) {
      const { body } = await act(baseURL, path || "/", id, { Origin, Cookie: owner?.cookie ?? "" });
      expect
        .soft(`${name} from ${Origin}: ${/"status":"done"/.test(body)}`)
        .toBe(`${name} from ${Origin}: false`);
    }
  }
});

/** What a page is for a visitor: yes, no (not for the role), none (nothing there), sign-in, enrol, or elsewhere. */
async function look(baseURL: string, path: string, visitor: Visitor): Promise<string> {
  const { status, location, body } = await send(baseURL, "GET", path, { Cookie: visitor.cookie });
  const to = location ?? /id="__next-page-redirect"[^>]*url=([^"]+)"/.exec(body)?.[1];
  if (to) {
    const { pathname } = new URL(to, baseURL);
    if (pathname === "/sign-in") return "sign-in";
    return pathname === "/enrol" ? "enrol" : pathname;
  }
  // A refusal that comes after the page had begun to stream has its status in the page.
  if (status === 403 || body.includes("NEXT_HTTP_ERROR_FALLBACK;403")) return "no";
  if (status === 404 || body.includes("NEXT_HTTP_ERROR_FALLBACK;404")) return "none";
  return status === 200 ? "yes" : String(status);
}

async function knock(
  baseURL: string,
  method: string,
  path: string,
  visitor: Visitor,
  body: object = {},
): Promise<number | "to sign-in"> {
  const json = method === "POST" ? { "Content-Type": "application/json", Origin: baseURL } : {};
  const text = method === "POST" ? JSON.stringify(body) : "";
  const { status, location } = await send(baseURL, method, path, { ...json, Cookie: visitor.cookie }, text);
  return location?.includes("/sign-in") ? "to sign-in" : status;
}

function act(baseURL: string, path: string, id: string, headers: Record<string, string>) {
  const form = "multipart/form-data; boundary=x";
  const body =
    '--x\r\nContent-Disposition: form-data; name="1_reason"\r\n\r\nno\r\n--x\r\nContent-Disposition: form-data; name="0"\r\n\r\n[null,"$K1"]\r\n--x--\r\n';
  return send(baseURL, "POST", path, { ...headers, "Next-Action": id, "Content-Type": form }, body);
}

type Answer = { status: number; location: string | undefined; body: string };

/** By node:http: fetch would not let a test set Origin. */
function send(
  baseURL: string,
  method: string,
  path: string,
  headers: Record<string, string>,
  body = "",
): Promise<Answer> {
  return new Promise((done, failed) => {
    const sent = http(new URL(path, baseURL), { method, headers }, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (chunk) => (text += chunk));
      answer.on("end", () =>
        done({ status: answer.statusCode ?? 0, location: answer.headers.location, body: text }),
      );
    });
    sent.on("error", failed);
    sent.end(body);
  });
}
