import { readdirSync, readFileSync } from "node:fs";
import { fixedHeaders } from "@/lib/http/fixed-headers";
import { startApp } from "@/tests/support/app";
import { type Answer, type Sent, send } from "@/tests/support/attacks/send";
import { expect, test } from "@/tests/support/e2e";
import { sitDown } from "@/tests/support/journeys/desk";
import { openStudio } from "@/tests/support/journeys/studio";
import { signOut, signUp } from "@/tests/support/sign-in";

const nobody = "00000000-0000-7000-8000-000000000000";
const url = () => process.env.KEYHOLDER_URL ?? "";

/** Of an owner who is signed in. */
let cookie: string;

test.beforeAll(async ({ browser }) => {
  await openStudio();
  const { page } = await sitDown(browser, url());
  const mark = crypto.randomUUID().slice(0, 8);
  await signUp(page, { name: `Headers ${mark}`, email: `headers-${mark}@studio.example`, roles: ["owner"] });
  const cookies = await page.context().cookies();
  cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  await page.context().close();
});

const asOwner = (sent: Sent): Promise<Answer> =>
  send(url(), { ...sent, headers: { cookie, ...sent.headers } });

const policyOf = ({ headers }: Answer): string => String(headers["content-security-policy"]);
const nonceOf = (answer: Answer): string => /'nonce-([^']+)'/.exec(policyOf(answer))?.[1] ?? "";
const isStatic = (path: string) => /^\/(_next\/static\/|icon\.svg$)/.test(path);

/** What is wrong with the headers that every answer must have. */
function wrongs(path: string, { status, headers }: Answer): string[] {
  const { "Content-Security-Policy": _, ...same } = fixedHeaders({ secure: false });
  const found = Object.entries(same)
    .filter(([name, value]) => headers[name.toLowerCase()] !== value)
    .map(([name]) => `${name}: ${headers[name.toLowerCase()]}`);
  for (const part of ["default-src 'none'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"])
    if (!String(headers["content-security-policy"]).includes(part)) found.push(`no ${part}`);
  if (/'unsafe-(inline|eval)'/.test(String(headers["content-security-policy"]))) found.push("unsafe");
  // No banner of a version, and nothing that binds a browser to https while there is none.
  for (const name of ["x-powered-by", "server", "strict-transport-security"])
    if (headers[name]) found.push(`${name}: ${headers[name]}`);
  if (!isStatic(path) && status !== 308 && !String(headers["cache-control"]).includes("no-store"))
    found.push(`kept: ${headers["cache-control"]}`);
  return found.map((why) => `${status} ${path}: ${why}`);
}

test("every page, route and file of the build has them, signed in or not", async () => {
  const routes = Object.values<string>(
    JSON.parse(readFileSync(".next/app-path-routes-manifest.json", "utf8")),
  ).map((route) => route.replace(/\[[^\]]+\]/g, nobody));
  const files = readdirSync(".next/static", { recursive: true, encoding: "utf8" })
    .filter((file) => /\.\w+$/.test(file))
    .map((file) => `/_next/static/${file}`);
  expect(routes.length).toBeGreaterThan(60);
  expect(files.length).toBeGreaterThan(20);
  const found: string[] = [];
  for (const path of [...routes, ...files]) {
    found.push(...wrongs(path, await asOwner({ path })), ...wrongs(path, await send(url(), { path })));
    if (path.startsWith("/api/"))
      found.push(...wrongs(path, await asOwner({ path, method: "POST", body: "{}" })));
  }
  expect(found).toEqual([]);
});

test("so has what goes wrong, leads on, or is refused", async () => {
  const odd: Sent[] = [
    { path: "/no-such-page" },
    { path: `/clients/${nobody}` },
    { path: "/clients/not-an-id" },
    { path: "/api/no-such-route" },
    { path: "/_next/static/no-such-file.js" },
    { path: "/_next/no-such-thing" },
    { path: "/_next/image?url=%2Ficon.svg&w=64&q=75" },
    { path: "/favicon.ico" },
    { path: "/robots.txt" },
    { path: "/clients/" },
    { path: "//clients" },
    { path: "/%" },
    { path: "/clients%00" },
    { path: "/sign-in" },
    { path: "/clients", headers: { cookie: "" } },
    { path: "/clients", method: "PUT" },
    { path: "/clients", method: "TRACE" },
    { path: "/api/search", method: "OPTIONS" },
    { path: "/clients", method: "POST" },
    { path: "/clients", method: "POST", headers: { origin: "https://evil.example" } },
    { path: "/clients", method: "POST", headers: { origin: url(), "next-action": "x" } },
    { path: "/sign-in", method: "POST", headers: { origin: url(), "content-type": "multipart/form-data" } },
    // Next.js fails with it, and says nothing but that: a form that is cut off.
    {
      path: "/sign-in",
      method: "POST",
      headers: { origin: url(), "content-type": "multipart/form-data; boundary=x" },
      body: "--x\r\nContent-Disposition: form-data; name=a\r\n\r\n",
    },
    { path: "/api/passkeys/sign-in", method: "POST", body: "{", headers: { origin: url() } },
    { path: "/api/csp-reports", method: "POST", body: "x".repeat(30_000), headers: { origin: url() } },
  ];
  const found: string[] = [];
  const statuses = new Set<number>();
  for (const sent of odd) {
    const answer = await asOwner(sent);
    statuses.add(answer.status);
    found.push(...wrongs(sent.path, answer));
  }
  expect(found).toEqual([]);
  expect([...statuses].sort()).toEqual(expect.arrayContaining([307, 308, 400, 403, 404, 405, 500]));
});

test("nothing of a signed-in page is kept, however its parts are asked for", async () => {
  const ways: Sent[] = [
    { path: "/clients" },
    { path: "/clients?_rsc=1", headers: { RSC: "1" } },
    { path: "/clients", headers: { RSC: "1" } },
    { path: "/clients?_rsc=1", headers: { RSC: "1", "Next-Router-Prefetch": "1" } },
    {
      path: "/clients?_rsc=1",
      headers: { RSC: "1", "Next-Router-Prefetch": "1", "Next-Router-Segment-Prefetch": "/_tree" },
    },
    { path: "/clients.rsc" },
    { path: "/clients.segments/_tree.segment.rsc" },
    { path: "/clients", headers: { Purpose: "prefetch" } },
    { path: "/clients/export.csv" },
    { path: "/api/search?q=kite" },
  ];
  for (const way of ways) {
    const { headers } = await asOwner(way);
    expect.soft(headers["cache-control"], JSON.stringify(way)).toMatch(/no-store/);
    expect.soft(headers["cache-control"], JSON.stringify(way)).not.toMatch(/public|s-maxage/);
  }
});

test("a page's scripts carry a nonce that is new for each answer and never the browser's own wish", async () => {
  const seen = new Set<string>();
  const wish = "script-src 'nonce-attacker'";
  for (const path of ["/", "/clients", "/sign-in", "/no-such-page", `/clients/${nobody}`, "/me"]) {
    for (const headers of [
      {},
      { "content-security-policy": wish, "content-security-policy-report-only": wish },
    ]) {
      const answer = await asOwner({ path, headers: { ...headers, "x-nonce": "attacker" } });
      const nonce = nonceOf(answer);
      expect(Buffer.from(nonce, "base64").length, path).toBe(16);
      expect(seen.has(nonce)).toBe(false);
      seen.add(nonce);
      expect(answer.body).not.toContain("attacker");
      const scripts = [...answer.body.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag);
      // What only leads on has no page.
      if (answer.status < 300) expect(scripts.length, path).toBeGreaterThan(3);
      expect(
        scripts.filter((tag) => !tag.includes(`nonce="${nonce}"`)),
        path,
      ).toEqual([]);
      expect(answer.body).not.toMatch(/<[^>]+\son\w+="/);
    }
  }
});

test("an upload could do nothing, even if a browser showed it", async () => {
  expect(policyOf(await asOwner({ path: `/evidence/${nobody}` }))).toMatch(/^sandbox; default-src 'none'/);
});

test("the optimiser of images serves nothing", async () => {
  for (const source of ["%2Ficon.svg", "http%3A%2F%2Flocalhost%2F", "%2F_next%2Fstatic%2Fmedia%2Fx.png"]) {
    const answer = await asOwner({ path: `/_next/image?url=${source}&w=64&q=75` });
    expect(answer.status).toBe(404);
    expect(answer.headers["content-type"]).toContain("text/html");
  }
});

test("signing out empties the browser's cache and storage, and the cookie is good for nothing", async ({
  browser,
}) => {
  const desk = await sitDown(browser, url());
  const mark = crypto.randomUUID().slice(0, 8);
  await signUp(desk.page, { name: `Leave ${mark}`, email: `leave-${mark}@studio.example`, roles: ["staff"] });
  await desk.page.evaluate(() => localStorage.setItem("left", "behind"));
  const before = (await desk.page.context().cookies())
    .map(({ name, value }) => `${name}=${value}`)
    .join("; ");
  const answered = desk.page.waitForResponse((response) => response.url().endsWith("/api/sign-out"));
  await signOut(desk.page);
  const headers = await (await answered).allHeaders();
  expect(headers["clear-site-data"]).toBe('"cache", "storage"');
  await expect(desk.page.getByText("You are signed out.")).toBeVisible();
  expect(await desk.page.evaluate(() => localStorage.getItem("left"))).toBeNull();
  const again = await send(url(), { path: "/clients", headers: { cookie: before } });
  expect(again.headers.location).toContain("/sign-in");
  await desk.page.goBack();
  await expect(desk.page).toHaveURL(/\/sign-in/);
  expect(desk.problems).toEqual([]);
});

test("what a page tries against its policy is stopped, and reported without what its address holds", async ({
  browser,
}) => {
  const app = await startApp();
  const page = await browser.newPage();
  try {
    await page.goto(`${app.url}/setup?hidden-in-the-query`);
    // As text of somebody else would, had it been taken for HTML.
    await page.evaluate(() => {
      const injected =
        '<img src="/icon.svg?x" onload="window.taken = 1"><a href="javascript:window.taken = 1">x</a>';
      document.body.insertAdjacentHTML("beforeend", injected);
    });
    await page.getByRole("link", { name: "x", exact: true }).click();
    await expect.poll(app.output, { timeout: 20_000 }).toContain("Content-Security-Policy: script-src-");
    expect(await page.evaluate(() => "taken" in window)).toBe(false);
    const [line] = app.output().match(/^Content-Security-Policy: .*$/m) ?? [];
    expect(line).toMatch(/^Content-Security-Policy: script-src-\w+ stopped inline on \S+\/setup$/);
    expect(app.output()).not.toContain("hidden-in-the-query");
  } finally {
    await page.close();
    await app.stop();
  }
});

test("behind https every answer holds browsers to it", async () => {
  const app = await startApp([], { KEYHOLDER_URL: "https://keys.studio.example" });
  try {
    const paths = [
      "/sign-in",
      "/clients",
      "/api/health/live",
      "/no-such-page",
      "//sign-in",
      "/icon.svg",
      "/sign-in/",
    ];
    for (const path of paths) {
      const { headers } = await send(app.url, { path });
      expect(headers["strict-transport-security"], path).toBe("max-age=63072000; includeSubDomains");
    }
    expect(policyOf(await send(app.url, { path: "/sign-in" }))).toContain("upgrade-insecure-requests");

    // There browsers report in another way, and several things at once.
    const body = { documentURL: "https://keys.studio.example/me?secret", effectiveDirective: "img-src" };
    const report = { type: "csp-violation", age: 1, url: "https://keys.studio.example/me?secret", body };
    const headers = { origin: "https://keys.studio.example", "content-type": "application/reports+json" };
    const sent = {
      path: "/api/csp-reports",
      method: "POST",
      headers,
      body: JSON.stringify([report, report]),
    };
    expect((await send(app.url, sent)).status).toBe(204);
    const line = "Content-Security-Policy: img-src stopped unknown on https://keys.studio.example/me\n";
    await expect.poll(app.output).toContain(line);
  } finally {
    await app.stop();
  }
});
