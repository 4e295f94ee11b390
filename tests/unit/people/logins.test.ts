import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loginLacks } from "@/lib/people/login-rules";
import { looksLikeSecret } from "@/lib/people/secret-text";

describe("looksLikeSecret", () => {
  it.each([
    "1Password › Studio › Kite Pinterest",
    "Bitwarden, collection Clients, item Kite-Meta-2026",
    "https://vault.example/#/vault?itemId=0192f3aa-7c1d-7000-8000-1234567890ab",
    "op://Studio/Kite Meta/login",
    "kv/studio/kite/pinterest",
    "KeePass on the studio's drive (clients.kdbx)",
    "The login social@kite.example in the client's LastPass",
    "Named accounts for the three who post; Carla Ray buys seats by March 2027",
  ])("takes a reference: %s", (text) => expect(looksLikeSecret(text)).toBe(false));

  it.each([
    "Kite2026!",
    "password: kite",
    "pw=hunter2",
    "The PIN is 4711",
    "Hx7!kd92Lq",
    "ghp_16C7e42F292c6912E7710c838347Ae178B4a",
    "5f4dcc3b5aa765d61d8327deb882cf99",
    "1Password › Studio, now Str0ng&Safe!",
    "q7w8e9r0t1z2",
    "AKIAIOSFODNN7EXAMPLE",
  ])("refuses a secret: %s", (text) => expect(looksLikeSecret(text)).toBe(true));

  it("refuses whatever somebody calls their password, and no plain words", () => {
    const word = fc.stringMatching(/^[a-zäöü]{1,20}$/u);
    fc.assert(fc.property(word, (text) => looksLikeSecret(`Password: ${text}`)));
    fc.assert(
      fc.property(fc.array(word, { maxLength: 8 }), (words) => !looksLikeSecret(`in ${words.join(" ")}`)),
    );
  });
});

describe("loginLacks", () => {
  const now = new Date("2026-11-26T12:00:00Z");
  const plan = { endsOn: new Date("2027-02-01"), planBy: new Date("2027-01-01"), ownerHere: true };

  it("lacks nothing with a plan in time, a second factor and somebody who knows it", () => {
    expect(loginLacks({ mfa: "on", holders: 2, plan }, now)).toEqual([]);
  });

  it("says what is missing or late; the last day itself is in time", () => {
    const today = { ...plan, endsOn: new Date("2026-11-26"), planBy: new Date("2026-11-26") };
    expect(loginLacks({ mfa: "on", holders: 2, plan: today }, now)).toEqual([]);
    const late = { endsOn: new Date("2026-11-25"), planBy: new Date("2026-11-20"), ownerHere: false };
    expect(loginLacks({ mfa: "off", holders: 0, plan: late }, now)).toEqual([
      "its end has passed",
      "the plan is overdue",
      "who planned it has left",
      "no second factor",
      "nobody of the studio knows it",
    ]);
    expect(loginLacks({ mfa: "unknown", holders: 1, plan: null }, now)).toEqual([
      "no plan",
      "second factor not known",
    ]);
  });
});
