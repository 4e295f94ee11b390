import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { relyingParty } from "@/lib/auth/relying-party";
import { jsonRoute, refuseForeign } from "@/lib/route";

const foreign = (ours: string) => [
  null,
  "null",
  "",
  "https://example.net",
  `${ours}.example.net`,
  `${ours}:81`,
  ours.replace(/^http:/u, "https:"),
  `${ours}/`,
  `${ours}, https://example.net`,
];

/** Opened by a secret of their own, which no browser sends by itself: a token, a signature. They know no session. */
const ofMachines = ["app/api/hr/webhook/[sourceId]/route.ts", "app/api/scim/v2/[[...path]]/route.ts"];

const sent = (origin: string | null): Request =>
  new Request(relyingParty().origin, {
    method: "POST",
    body: "{}",
    headers: { "content-type": "application/json", ...(origin === null ? {} : { origin }) },
  });

describe("a request that another site's page sends", () => {
  it("is refused, whatever it says of its origin", async () => {
    const { origin: ours } = relyingParty();
    const post = jsonRoute(z.strictObject({}), async () => "done");
    for (const origin of foreign(ours)) {
      expect(() => refuseForeign(sent(origin)), String(origin)).toThrow(/try again there/);
      expect((await post(sent(origin))).status, String(origin)).toBe(403);
    }
    expect((await post(sent(ours))).status).toBe(200);
  });

  it("reaches no route or action that does not look", () => {
    const routes = globSync("app/**/route.ts").map((file) => [file, readFileSync(file, "utf8")] as const);
    const machines = routes.filter(([file]) => ofMachines.includes(file));
    expect(machines.length).toBe(ofMachines.length);
    expect(machines.filter(([, text]) => /requireActor|auth\/session/u.test(text))).toEqual([]);
    const writing = routes.filter(
      ([file, text]) => !ofMachines.includes(file) && /export [^;]*\b(POST|PUT|PATCH|DELETE)\b/u.test(text),
    );
    expect(writing.length).toBeGreaterThan(8);
    expect(writing.filter(([, text]) => !/refuseForeign\(|= jsonRoute\(/u.test(text))).toEqual([]);
    const actions = globSync("app/**/actions.ts").map((file) => readFileSync(file, "utf8"));
    const exported = actions.flatMap((text) => [...text.matchAll(/^export (.*)/gmu)].map(([, line]) => line));
    expect(exported.length).toBeGreaterThan(50);
    expect(exported.filter((line) => !/^const \w+ = action\(\w+/u.test(line ?? ""))).toEqual([]);
    expect(readFileSync("lib/action.ts", "utf8")).toContain("refuseForeign(");
  });
});
