import { readdirSync } from "node:fs";
import { roleNames, roleOrder } from "@/lib/accounts/rules";
import { expect, test } from "@/tests/support/e2e";
import { type Desk, sitDown } from "@/tests/support/journeys/desk";
import { expectGood } from "@/tests/support/journeys/good-page";
import { openStudio, type Studio } from "@/tests/support/journeys/studio";
import { signUp } from "@/tests/support/sign-in";

const nobody = "00000000-0000-7000-8000-000000000000";

/** Every page that there is, with an address in the studio. A page that is missing here fails the first test. */
const addresses: Record<string, (studio: Studio) => string> = {
  "/": () => "/",
  "/assets": () => "/assets",
  "/assets/[id]": ({ assetId }) => `/assets/${assetId}`,
  "/assets/[id]/edit": ({ assetId }) => `/assets/${assetId}/edit`,
  "/assets/new": ({ kiteId }) => `/assets/new?client=${kiteId}`,
  "/audit": () => "/audit",
  "/clients": () => "/clients",
  "/clients/[id]": ({ kiteId }) => `/clients/${kiteId}`,
  "/clients/[id]/edit": ({ kiteId }) => `/clients/${kiteId}/edit`,
  "/clients/[id]/engagements/new": ({ kiteId }) => `/clients/${kiteId}/engagements/new`,
  "/clients/new": () => "/clients/new",
  "/closings": () => "/closings?state=all",
  "/closings/[id]": ({ closingId }) => `/closings/${closingId}`,
  "/closings/[id]/certificate": ({ closedId }) => `/closings/${closedId}/certificate`,
  "/departures": () => "/departures?show=all",
  "/departures/[id]": ({ departureId }) => `/departures/${departureId}`,
  "/departures/[id]/certificate": ({ certifiedId }) => `/departures/${certifiedId}/certificate`,
  "/departures/absences/[id]": ({ absenceId }) => `/departures/absences/${absenceId}`,
  "/departures/calendar": () => "/departures/calendar",
  "/departures/held": () => "/departures/held",
  "/departures/new": ({ tariqId }) => `/departures/new?person=${tariqId}`,
  "/emergency": () => "/emergency",
  "/emergency/[id]": ({ emergencyId }) => `/emergency/${emergencyId}`,
  "/emergency/new": ({ assetId }) => `/emergency/new?asset=${assetId}`,
  "/engagements/[id]": ({ engagementId }) => `/engagements/${engagementId}`,
  "/engagements/[id]/edit": ({ engagementId }) => `/engagements/${engagementId}/edit`,
  "/engagements/[id]/ask/[membershipId]": (of) => `/engagements/${of.engagementId}/ask/${of.membershipId}`,
  "/engagements/[id]/kit": ({ engagementId }) => `/engagements/${engagementId}/kit?role=Media%20buyer`,
  "/findings": () => "/findings",
  "/import": () => "/import",
  "/import/[id]": ({ importId }) => `/import/${importId}`,
  "/invite": () => "/invite",
  "/logins": () => "/logins",
  "/me": () => "/me",
  "/members": () => "/members",
  "/moves": () => "/moves",
  "/moves/[id]": ({ moveId }) => `/moves/${moveId}`,
  "/notifications": () => "/notifications",
  "/notifications/settings": () => "/notifications/settings",
  "/outbox": () => "/outbox",
  "/people": () => "/people",
  "/people/[id]": ({ tariqId }) => `/people/${tariqId}`,
  "/people/[id]/edit": ({ tariqId }) => `/people/${tariqId}/edit`,
  "/people/[id]/join": ({ erikId }) => `/people/${erikId}/join`,
  "/people/[id]/move": ({ erikId }) => `/people/${erikId}/move`,
  "/people/new": () => "/people/new",
  "/platforms": () => "/platforms",
  "/platforms/[id]": () => "/platforms/google_ads",
  "/platforms/new": () => "/platforms/new",
  "/recover": () => "/recover",
  "/recover/cancel": () => "/recover/cancel",
  "/recover/help": () => "/recover/help",
  "/recovery": () => "/recovery",
  "/register": () => "/register",
  "/register/[id]": ({ grantId }) => `/register/${grantId}`,
  "/register/new": ({ assetId }) => `/register/new?asset=${assetId}`,
  "/requests": () => "/requests?show=all",
  "/requests/[id]": ({ requestId }) => `/requests/${requestId}`,
  "/requests/new": ({ kiteId }) => `/requests/new?client=${kiteId}`,
  "/seen": () => "/seen",
  "/settings": () => "/settings",
  "/settings/conflicts": () => "/settings/conflicts",
  "/settings/delegations": () => "/settings/delegations",
  "/settings/exceptions": () => "/settings/exceptions",
  "/settings/access-policy": () => "/settings/access-policy",
  "/settings/access-policy/draft": () => "/settings/access-policy/draft",
  "/settings/roles": () => "/settings/roles",
  "/settings/signatures": () => "/settings/signatures",
  "/settings/sign-in": () => "/settings/sign-in",
  "/settings/jobs": () => "/settings/jobs",
  "/settings/hooks": () => "/settings/hooks",
  "/settings/issuers": () => "/settings/issuers",
  "/settings/sources": () => "/settings/sources",
  "/settings/sources/[id]": ({ sourceId }) => `/settings/sources/${sourceId}`,
  "/setup": () => "/setup",
  "/sign-in": () => "/sign-in",
  "/sign-in/finish": () => "/sign-in/finish",
  "/sign-in/password": () => "/sign-in/password",
  "/sign-in/second": () => "/sign-in/second",
  "/work": () => "/work",
  "/work/[id]": ({ taskId }) => `/work/${taskId}`,
  "/work/visit/[id]": ({ assetId }) => `/work/visit/${assetId}`,
};

/** Pages that no owner is led to, with the spec that looks at them. */
const elsewhere: Record<string, string> = { "/room": "room.spec.ts", "/enrol": "recovery.spec.ts" };

/** States in which a page has nothing to show, with a word that stands on it. */
const emptyStates = [
  ["/people?q=nothing-fits-this", /Take a filter away|Nobody|fits/],
  ["/clients?q=nothing-fits-this", /Take a filter away|No client|fits/],
  ["/assets?q=nothing-fits-this", /Take a filter away|No account|fits/],
  ["/register?q=nothing-fits-this", /No key|fits/],
  ["/work?q=nothing-fits-this", /Nothing to do/],
  ["/requests?q=nothing-fits-this", /No request fits/],
  ["/departures?q=nothing-fits-this", /Nobody|No departure|fits/],
  ["/notifications?q=nothing-fits-this", /Nothing fits/],
  ["/audit?q=nothing-fits-this", /fits|No event|Nothing/],
  [`/people/${nobody}`, /nothing at this address/],
  ["/no-such-page", /nothing at this address/],
] as const;

/** The route of each page file: `app/(app)/people/[id]/page.tsx` is `/people/[id]`. */
function routes(): string[] {
  return readdirSync("app", { recursive: true, encoding: "utf8" })
    .filter((file) => /(^|\/)page\.tsx$/.test(file))
    .map(
      (file) =>
        `/${file
          .split("/")
          .slice(0, -1)
          .filter((part) => !part.startsWith("("))
          .join("/")}`,
    );
}

test("every page has an address here", () => {
  expect(routes().sort()).toEqual([...Object.keys(addresses), ...Object.keys(elsewhere)].sort());
});

test.describe("for an owner", () => {
  let studio: Studio;
  let desk: Desk;
  test.beforeAll(async ({ browser, baseURL }) => {
    studio = await openStudio();
    desk = await sitDown(browser, baseURL);
    const mark = crypto.randomUUID().slice(0, 8);
    await signUp(desk.page, {
      name: `Pages ${mark}`,
      email: `pages-${mark}@studio.example`,
      roles: ["owner"],
    });
  });
  test.afterAll(() => desk.page.context().close());

  for (const [route, addressOf] of Object.entries(addresses)) {
    test(`${route} is accessible, light and dark, fits a phone, and logs no error`, async () => {
      const before = desk.problems.length;
      const answer = await desk.page.goto(addressOf(studio));
      expect(answer?.status()).toBe(200);
      await expectGood(desk.page);
      expect(desk.problems.slice(before)).toEqual([]);
    });
  }

  for (const [address, words] of emptyStates) {
    test(`${address.replace(nobody, "[nobody]")} says that there is nothing, accessibly`, async () => {
      await desk.page.goto(address);
      await expect(desk.page.getByRole("main")).toContainText(words);
      await expectGood(desk.page);
    });
  }
});

// Each page is opened for an owner above.
for (const role of roleOrder.filter((each) => each !== "owner")) {
  test(`${roleNames[role].name}: each entry of the navigation opens, and what is not theirs says so`, async ({
    browser,
    baseURL,
  }) => {
    await openStudio();
    const desk = await sitDown(browser, baseURL);
    const mark = crypto.randomUUID().slice(0, 8);
    await signUp(desk.page, { name: `Role ${mark}`, email: `role-${mark}@studio.example`, roles: [role] });
    const navigation = desk.page.getByRole("navigation", { name: "Main" }).first();
    const entries = await navigation
      .getByRole("link")
      .evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
    expect(entries.length).toBeGreaterThanOrEqual(4);
    for (const entry of entries) {
      const answer = await desk.page.goto(entry);
      expect({ entry, status: answer?.status() }).toEqual({ entry, status: 200 });
      await expect(desk.page.getByRole("heading", { level: 1 })).toBeVisible();
      await expect(desk.page.getByRole("heading", { name: "Your role does not open this page" })).toHaveCount(
        0,
      );
    }
    expect(desk.problems).toEqual([]);

    const closed = [
      "/people",
      "/clients",
      "/departures",
      "/import",
      "/members",
      "/settings",
      "/audit",
    ].filter((path) => !entries.includes(path));
    for (const path of closed) {
      await desk.page.goto(path);
      await expect(desk.page.getByRole("heading", { level: 1 })).toHaveText(
        "Your role does not open this page",
      );
    }
    if (closed.length > 0) await expectGood(desk.page);
    await desk.page.context().close();
  });
}
