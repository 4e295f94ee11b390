import { describe, expect, it } from "vitest";
import { closedPolicy, pagePolicy, uploadPolicy } from "@/lib/http/content-policy";
import { fixedHeaders } from "@/lib/http/fixed-headers";

const directives = (policy: string) =>
  new Map(policy.split("; ").map((each) => [each.split(" ")[0] ?? "", each.split(" ").slice(1)]));

describe("the headers of every answer", () => {
  it("say what they should", () => {
    const { "Permissions-Policy": permissions, ...others } = fixedHeaders({ secure: true });
    expect(others).toEqual({
      "Content-Security-Policy":
        "default-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      "X-Frame-Options": "DENY",
      "X-Content-Type-Options": "nosniff",
      "Referrer-Policy": "same-origin",
      "Cross-Origin-Opener-Policy": "same-origin",
      "Cross-Origin-Resource-Policy": "same-origin",
      "Reporting-Endpoints": 'csp="/api/csp-reports"',
      "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
    });
    const allowed = permissions?.split(", ").filter((each) => !each.endsWith("=()"));
    expect(allowed).toEqual([
      "publickey-credentials-get=(self)",
      "publickey-credentials-create=(self)",
      "clipboard-write=(self)",
    ]);
    for (const name of ["camera", "microphone", "geolocation", "payment", "usb"])
      expect(permissions).toContain(`${name}=()`);
  });

  it("hold browsers to https only where it is served", () => {
    expect(fixedHeaders({ secure: false })).not.toHaveProperty("Strict-Transport-Security");
    expect(fixedHeaders({ secure: false })).not.toHaveProperty("Reporting-Endpoints");
  });
});

describe("a page's Content-Security-Policy", () => {
  const policy = (how: { secure?: boolean; development?: boolean } = {}) =>
    directives(pagePolicy({ nonce: "bm9uY2U=", secure: false, development: false, ...how }));

  it("takes scripts by the nonce alone", () => {
    expect(policy().get("script-src")).toEqual(["'self'", "'nonce-bm9uY2U='", "'strict-dynamic'"]);
    expect(policy({ development: true }).get("script-src")).toContain("'unsafe-eval'");
  });

  it("lets nothing inline or foreign in, in production", () => {
    for (const [name, sources] of policy({ secure: true })) {
      expect(sources, name).not.toContain("'unsafe-inline'");
      expect(sources, name).not.toContain("'unsafe-eval'");
      expect(sources.join(" "), name).not.toMatch(/\*|https?:/u);
    }
    expect(Object.fromEntries(policy())).toMatchObject({
      "default-src": ["'none'"],
      "object-src": ["'none'"],
      "base-uri": ["'none'"],
      "form-action": ["'self'"],
      "frame-ancestors": ["'none'"],
      "connect-src": ["'self'"],
      "font-src": ["'self'"],
      "img-src": ["'self'", "data:"],
      "report-uri": ["/api/csp-reports"],
    });
    // Nothing is said of these, so that default-src decides.
    for (const name of ["frame-src", "worker-src", "manifest-src"]) expect(policy().has(name)).toBe(false);
  });

  it("asks for https where it is served, and only there", () => {
    expect(policy({ secure: true }).has("upgrade-insecure-requests")).toBe(true);
    expect(policy().has("upgrade-insecure-requests")).toBe(false);
    expect(policy({ secure: true }).get("report-to")).toEqual(["csp"]);
  });
});

it("what is no page allows nothing, and an upload has no origin either", () => {
  for (const policy of [closedPolicy, uploadPolicy]) {
    expect(directives(policy).get("default-src")).toEqual(["'none'"]);
    expect(directives(policy).get("frame-ancestors")).toEqual(["'none'"]);
  }
  expect(directives(uploadPolicy).get("sandbox")).toEqual([]);
});
