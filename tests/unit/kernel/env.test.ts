import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { environment } from "@/lib/env";

const complete = {
  DATABASE_URL: "postgresql://a@127.0.0.1/keyholder",
  SESSION_SECRET: Buffer.alloc(32, 1).toString("base64"),
  FIELD_ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 2).toString("base64")}`,
};

describe("the environment", () => {
  it("is described in .env.example, name by name, in 40 lines at most", () => {
    const example = readFileSync(".env.example", "utf8");
    const names = [...example.matchAll(/^# ([A-Z_]+)=/gm)].map((match) => match[1]);
    expect(names.sort()).toEqual(Object.keys(environment.shape).sort());
    expect(example.trimEnd().split("\n").length).toBeLessThanOrEqual(40);
  });

  it("is enough with a database and two secrets", () => {
    expect(environment.parse(complete)).toMatchObject({ PORT: 3000, KEYHOLDER_DATA_DIR: ".data" });
  });

  it("takes several field keys, for rotation", () => {
    const key = Buffer.alloc(32, 3).toString("base64");
    expect(environment.safeParse({ ...complete, FIELD_ENCRYPTION_KEYS: `k2:${key},k1:${key}` }).success).toBe(
      true,
    );
  });

  it.each([
    ["DATABASE_URL", undefined],
    ["SESSION_SECRET", "short"],
    ["FIELD_ENCRYPTION_KEYS", "k1:short"],
    ["FIELD_ENCRYPTION_KEYS", Buffer.alloc(32, 2).toString("base64")],
    ["KEYHOLDER_URL", "keys.example.com"],
    ["PORT", "http"],
  ])("names %s when it is %s", (name, value) => {
    const { error } = environment.safeParse({ ...complete, [name]: value });
    expect(error?.issues.map((issue) => issue.path[0])).toEqual([name]);
  });
});
