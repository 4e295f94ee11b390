import { describe, expect, it } from "vitest";
import { violationLines } from "@/lib/http/violation-report";

const classic = (report: Record<string, unknown>) => violationLines({ "csp-report": report });

describe("a report of a violated policy", () => {
  it("is a line, whichever way the browser sends it", () => {
    const line = "Content-Security-Policy: script-src-elem stopped inline on https://keys.example/people/1";
    expect(
      classic({
        "document-uri": "https://keys.example/people/1",
        "blocked-uri": "inline",
        "effective-directive": "script-src-elem",
        disposition: "enforce",
      }),
    ).toEqual([line]);
    const body = {
      documentURL: "https://keys.example/people/1",
      blockedURL: "inline",
      effectiveDirective: "script-src-elem",
      sample: "",
    };
    expect(violationLines([{ type: "csp-violation", age: 1, url: "x", body }])).toEqual([line]);
  });

  it("keeps no query and no fragment, which can hold a secret", () => {
    const [line] = classic({
      "document-uri": "https://keys.example/invite?token=hidden#hidden",
      "blocked-uri": "https://evil.example/x.js?hidden",
      "effective-directive": "img-src",
    }) ?? [""];
    expect(line).toBe(
      "Content-Security-Policy: img-src stopped https://evil.example/x.js on https://keys.example/invite",
    );
  });

  it("cannot write a line of its own into the log, nor a long one, nor many", () => {
    const [line] = classic({
      "document-uri": "a\r\nerror 1: forged\u2028x\u001b[31m",
      "effective-directive": "x".repeat(1_999),
    }) ?? [""];
    expect(line).toMatch(/^[\x20-\x7e]{1,700}$/u);
    const many = Array.from({ length: 100 }, () => ({ type: "csp-violation", body: {} }));
    expect(violationLines(many)).toHaveLength(5);
  });

  it.each([null, 1, "text", {}, [], [{ type: "deprecation", body: {} }], { "csp-report": 1 }])(
    "is nothing else: %j",
    (sent) => {
      expect(violationLines(sent) ?? []).toEqual([]);
    },
  );
});
