import type { Studio } from "@/tests/support/journeys/studio";

type Address = (studio: Studio) => string;
const at =
  (path: string): Address =>
  () =>
    path;

/**
 * Every page behind the door with who gets it: yes, no (their role does not open it), none (nothing there for them).
 * The columns are the roles: owner, security lead, account manager, HR, staff, auditor; then a client's contact. A
 * full session is needed everywhere; a proof is asked for by commands alone (write-table.ts). Written by hand: a
 * change here is a change of somebody's power.
 */
// biome-ignore format: a table is read by its columns
export const pages: Record<string, [row: string, address: Address]> = {
  "/":                               ["yes  yes  yes  yes  yes  yes  /room", at("/")],
  "/assets":                         ["yes  yes  yes  yes  no   yes  no", at("/assets")],
  "/assets/[id]":                    ["yes  yes  yes  yes  no   yes  no", ({ assetId }) => `/assets/${assetId}`],
  "/assets/[id]/edit":               ["yes  yes  yes  none no   none no", ({ assetId }) => `/assets/${assetId}/edit`],
  "/assets/new":                     ["yes  yes  yes  no   no   no   no", ({ kiteId }) => `/assets/new?client=${kiteId}`],
  "/audit":                          ["yes  yes  no   no   no   yes  no", at("/audit")],
  "/clients":                        ["yes  yes  yes  yes  no   yes  no", at("/clients")],
  "/clients/[id]":                   ["yes  yes  yes  yes  no   yes  no", ({ kiteId }) => `/clients/${kiteId}`],
  "/clients/[id]/edit":              ["yes  yes  yes  none no   none no", ({ kiteId }) => `/clients/${kiteId}/edit`],
  "/clients/[id]/engagements/new":   ["yes  yes  yes  none no   none no", ({ kiteId }) => `/clients/${kiteId}/engagements/new`],
  "/clients/new":                    ["yes  yes  yes  no   no   no   no", at("/clients/new")],
  "/closings":                       ["yes  yes  yes  yes  no   yes  no", at("/closings?state=all")],
  "/closings/[id]":                  ["yes  yes  yes  yes  no   yes  no", ({ closingId }) => `/closings/${closingId}`],
  "/closings/[id]/certificate":      ["yes  yes  yes  yes  no   yes  none", ({ closedId }) => `/closings/${closedId}/certificate`],
  "/departures":                     ["yes  yes  no   yes  no   yes  no", at("/departures?show=all")],
  "/departures/[id]":                ["yes  yes  no   yes  no   yes  no", ({ departureId }) => `/departures/${departureId}`],
  "/departures/[id]/certificate":    ["yes  yes  no   yes  no   yes  no", ({ certifiedId }) => `/departures/${certifiedId}/certificate`],
  "/departures/absences/[id]":       ["yes  yes  no   yes  no   yes  no", ({ absenceId }) => `/departures/absences/${absenceId}`],
  "/departures/calendar":            ["yes  yes  no   yes  no   yes  no", at("/departures/calendar")],
  "/departures/held":                ["yes  yes  no   yes  no   yes  no", at("/departures/held")],
  "/departures/new":                 ["yes  yes  no   yes  no   no   no", ({ tariqId }) => `/departures/new?person=${tariqId}`],
  "/engagements/[id]":               ["yes  yes  yes  yes  no   yes  no", ({ engagementId }) => `/engagements/${engagementId}`],
  "/engagements/[id]/edit":          ["yes  yes  yes  none no   none no", ({ engagementId }) => `/engagements/${engagementId}/edit`],
  "/engagements/[id]/ask/[membershipId]": ["yes  yes  yes  yes  no   yes  no", (s) => `/engagements/${s.engagementId}/ask/${s.membershipId}`],
  "/engagements/[id]/kit":           ["yes  yes  yes  none no   none no", ({ engagementId }) => `/engagements/${engagementId}/kit?role=Media%20buyer`],
  "/findings":                       ["yes  yes  yes  yes  no   yes  no", at("/findings")],
  "/import":                         ["yes  yes  no   yes  no   no   no", at("/import")],
  "/import/[id]":                    ["yes  yes  no   yes  no   no   no", ({ importId }) => `/import/${importId}`],
  "/logins":                         ["yes  yes  yes  yes  no   yes  no", at("/logins")],
  "/me":                             ["yes  yes  yes  yes  yes  yes  yes", at("/me")],
  "/members":                        ["yes  yes  no   yes  no   yes  no", at("/members")],
  "/moves":                         ["yes  yes  yes  yes  yes  yes  no", at("/moves")],
  "/moves/[id]":                    ["yes  yes  none yes  none yes  no", ({ moveId }) => `/moves/${moveId}`],
  "/notifications":                 ["yes  yes  yes  yes  yes  yes  no", at("/notifications")],
  "/notifications/settings":        ["yes  yes  yes  yes  yes  yes  no", at("/notifications/settings")],
  "/outbox":                         ["yes  no   no   no   no   no   no", at("/outbox")],
  "/people":                         ["yes  yes  yes  yes  no   yes  no", at("/people")],
  "/people/[id]":                    ["yes  yes  yes  yes  no   yes  no", ({ tariqId }) => `/people/${tariqId}`],
  "/people/[id]/edit":               ["yes  yes  no   yes  no   no   no", ({ tariqId }) => `/people/${tariqId}/edit`],
  "/people/[id]/join":               ["yes  yes  yes  yes  no   yes  no", ({ tariqId }) => `/people/${tariqId}/join`],
  "/people/[id]/move":              ["yes  yes  no   yes  no   no   no", ({ erikId }) => `/people/${erikId}/move`],
  "/people/new":                     ["yes  yes  no   yes  no   no   no", at("/people/new")],
  "/platforms":                      ["yes  yes  yes  yes  yes  yes  no", at("/platforms")],
  "/platforms/[id]":                 ["yes  yes  yes  yes  yes  yes  no", at("/platforms/google_ads")],
  "/platforms/new":                  ["yes  yes  no   no   no   no   no", at("/platforms/new")],
  "/recovery":                       ["yes  yes  no   no   no   no   no", at("/recovery")],
  "/register":                       ["yes  yes  yes  yes  no   yes  no", at("/register")],
  "/register/[id]":                  ["yes  yes  yes  yes  none yes  none", ({ grantId }) => `/register/${grantId}`],
  "/register/new":                   ["yes  yes  no   no   no   no   no", ({ assetId }) => `/register/new?asset=${assetId}`],
  "/requests":                       ["yes  yes  yes  yes  yes  yes  no", at("/requests?show=all")],
  "/requests/[id]":                  ["yes  yes  none none none yes  no", ({ requestId }) => `/requests/${requestId}`],
  "/requests/new":                   ["yes  yes  yes  yes  yes  no   no", ({ kiteId }) => `/requests/new?client=${kiteId}`],
  "/room":                           ["no   no   no   no   no   no   yes", at("/room")],
  "/emergency":                       ["yes  yes  yes  no   yes  yes  no", at("/emergency")],
  "/emergency/new":                   ["yes  yes  yes  no   yes  no   no", at("/emergency/new")],
  "/emergency/[id]":                  ["yes  yes  none no   none yes  no", (s) => `/emergency/${s.emergencyId}`],
  "/seen":                           ["yes  yes  yes  yes  yes  yes  no", at("/seen")],
  "/settings":                       ["yes  yes  yes  yes  no   yes  no", at("/settings")],
  "/settings/conflicts":             ["yes  yes  yes  yes  no   yes  no", at("/settings/conflicts")],
  "/settings/delegations":           ["yes  yes  no   no   no   yes  no", at("/settings/delegations")],
  "/settings/exceptions":            ["yes  yes  yes  yes  no   yes  no", at("/settings/exceptions")],
  "/settings/access-policy":         ["yes  yes  no   no   no   yes  no", at("/settings/access-policy")],
  "/settings/access-policy/draft":   ["yes  yes  no   no   no   no   no", at("/settings/access-policy/draft")],
  "/settings/jobs":                   ["yes  no   no   no   no   no   no", at("/settings/jobs")],
  "/settings/hooks":                ["yes  yes  no   no   no   yes  no", at("/settings/hooks")],
  "/settings/issuers":               ["yes  yes  no   no   no   yes  no", at("/settings/issuers")],
  "/settings/sources":               ["yes  yes  no   yes  no   yes  no", at("/settings/sources")],
  "/settings/sources/[id]":          ["yes  yes  no   yes  no   yes  no", ({ sourceId }) => `/settings/sources/${sourceId}`],
  "/settings/roles":                 ["yes  yes  no   no   no   yes  no", at("/settings/roles")],
  "/settings/signatures":            ["yes  yes  yes  yes  no   yes  no", at("/settings/signatures")],
  "/settings/sign-in":               ["yes  yes  no   no   no   yes  no", at("/settings/sign-in")],
  "/work":                           ["yes  yes  yes  yes  yes  yes  no", at("/work")],
  "/work/[id]":                      ["yes  yes  yes  yes  none yes  no", ({ taskId }) => `/work/${taskId}`],
  "/work/visit/[id]":                ["yes  yes  yes  yes  none yes  no", ({ assetId }) => `/work/visit/${assetId}`],
};

/** The pages before the door, and why each is open: none of them reads anything of the studio. */
export const doors: Record<string, string> = {
  "/sign-in": "begins a sign-in",
  "/setup": "shows what the holder of the setup link has to do; the link is checked when it is used",
  "/invite": "the same for an invitation",
  "/sign-in/password": "begins a sign-in with a password",
  "/sign-in/second": "for a half-done sign-in; leads everybody else to its beginning",
  "/sign-in/finish": "hands the ticket of a company sign-in over; has none for anybody else",
  "/recover": "asks for a recovery link, or takes it with a code; the same for every address",
  "/recover/help": "begins a recovery by two administrators; the same for every address",
  "/recover/cancel": "stops one, for the holder of its cancel link",
  "/enrol": "for a session that may only enrol; leads everybody else away",
};

type Route = {
  /**
   * The roles, as above ("yes" whatever came of nonsense, "no" for 403); "anybody" before the door; "pending" for a
   * half-done sign-in; "ticket" for nobody without the one-time address that a confirmed export gives; "factors" for any session, also one that may only enrol.
   */
  opens: string;
  ask?: Address;
  /** What a POST sends: well-formed nonsense, so that it is who asks that decides. */
  body?: object;
};

const anybody = { opens: "anybody" };
const all = "yes  yes  yes  yes  yes  yes  yes";

const id = "01937b4c-0000-7000-8000-000000000000";
const outer = { id: "AAAA", rawId: "AAAA", type: "public-key", clientExtensionResults: {} };
const used = { ...outer, response: { clientDataJSON: "AAAA", authenticatorData: "AAAA", signature: "AAAA" } };
const made = { ...outer, response: { clientDataJSON: "AAAA", attestationObject: "AAAA" } };
const policy = {
  role: "staff",
  ways: ["passkey"],
  idleMinutes: 30,
  absoluteHours: 12,
  deviceBoundOnly: false,
  passkeysRequired: 0,
  passkeysAsked: 0,
};
const preview = { clientId: id, assetIds: [], personIds: [], work: [] };

const factors = (body: object): Route => ({ opens: "factors", body });
const pending = (body: object): Route => ({ opens: "pending", body });

/** Every route that is no page, by method and path. */
// biome-ignore format: a table is read by its columns
export const routes: Record<string, Route> = {
  "GET /assets/export.csv":                  { opens: "yes  yes  yes  yes  no   yes  no" },
  "GET /audit/export.csv":                   { opens: "ticket" },
  "GET /clients/export.csv":                 { opens: "yes  yes  yes  yes  no   yes  no" },
  "GET /closings/[id]/certificate.json":    { opens: "yes  yes  yes  yes  no   yes  yes", ask: ({ closedId }) => `/closings/${closedId}/certificate.json` },
  "GET /closings/[id]/certificate.pdf":     { opens: "yes  yes  yes  yes  no   yes  yes", ask: ({ closedId }) => `/closings/${closedId}/certificate.pdf` },
  "GET /closings/export.csv":                { opens: "yes  yes  yes  yes  no   yes  no" },
  "GET /departures/[id]/certificate.pdf":    { opens: "yes  yes  no   yes  no   yes  no", ask: ({ certifiedId }) => `/departures/${certifiedId}/certificate.pdf` },
  "GET /departures/[id]/certificate.json":   { opens: "yes  yes  no   yes  no   yes  no", ask: ({ certifiedId }) => `/departures/${certifiedId}/certificate.json` },
  "GET /departures/[id]/checklist.csv":      { opens: "yes  yes  no   yes  no   yes  no", ask: ({ departureId }) => `/departures/${departureId}/checklist.csv` },
  "GET /departures/export.csv":              { opens: "yes  yes  no   yes  no   yes  no" },
  "GET /evidence/[id]":                      { opens: "yes  yes  yes  yes  yes  yes  no", ask: ({ kiteId }) => `/evidence/${kiteId}` },
  "GET /findings/export.csv":                { opens: "yes  yes  yes  yes  no   yes  no" },
  "GET /import/[id]/leftovers.csv":          { opens: "yes  yes  no   yes  no   no   no", ask: ({ importId }) => `/import/${importId}/leftovers.csv` },
  "GET /import/[id]/progress":               { opens: "yes  yes  no   yes  no   no   no", ask: ({ importId }) => `/import/${importId}/progress` },
  "GET /logins/export.csv":                  { opens: "yes  yes  yes  yes  no   yes  no" },
  "GET /moves/export.csv":                   { opens: "yes  yes  yes  yes  yes  yes  no" },
  "GET /people/export.csv":                  { opens: "ticket" },
  "GET /platforms/export.csv":               { opens: "yes  yes  yes  yes  yes  yes  no" },
  "GET /register/export.csv":                { opens: "yes  yes  yes  yes  no   yes  no" },
  "GET /requests/export.csv":                { opens: "yes  yes  yes  yes  yes  yes  no" },
  "GET /settings/signatures/keys.json":     { opens: "yes  yes  yes  yes  no   yes  no" },
  "GET /work/export.csv":                    { opens: "yes  yes  yes  yes  yes  yes  no" },
  "GET /api/auth/[...nextauth]":             anybody,
  // The address is the key: who has it reads one person's dates, and nothing else.
  "GET /calendar/[feed]":                    anybody,
  // A token of a connection is the key: without one it answers 401 to everybody (tests/integration/sources).
  "GET /api/scim/v2/[[...path]]":            anybody,
  "POST /api/csp-reports":                   anybody,
  "GET /api/health/live":                    anybody,
  "GET /api/health/ready":                   anybody,
  // Signed by an HR system, or refused.
  "POST /api/hr/webhook/[sourceId]":         anybody,
  "POST /api/passkeys/addition":             factors({ challengeId: id, kind: "passkey", name: "x", response: made }),
  "POST /api/passkeys/addition-options":     factors({ kind: "passkey" }),
  "POST /api/passkeys/link":                 anybody,
  "POST /api/passkeys/registration":         anybody,
  "POST /api/passkeys/registration-options": anybody,
  "POST /api/passkeys/sign-in":              anybody,
  "POST /api/passkeys/sign-in-options":      anybody,
  "POST /api/requests/draft":                { opens: "yes  yes  yes  yes  yes  no   no", body: { id, version: 0, clientId: id, content: {} } },
  "POST /api/requests/extension":            { opens: "yes  yes  yes  yes  yes  no   no", body: { grantId: id, work: [] } },
  "POST /api/requests/kit":                  { opens: "yes  yes  yes  no   no   no   no", body: { engagementId: id, lines: [] } },
  "POST /api/requests/kit-copy":             { opens: "yes  yes  yes  no   no   no   no", body: { engagementId: id, fromId: id } },
  "POST /api/requests/like":                 { opens: "yes  yes  yes  yes  no   no   no", body: { clientId: id, colleagueId: id, personIds: [], work: [] } },
  "POST /api/requests/preview":              { opens: "yes  yes  yes  yes  yes  no   no", body: preview },
  "GET /api/search":                         { opens: all },
  "POST /api/sign-out":                      anybody,
  "POST /api/step-up/options":               factors({ stepUpId: id }),
  "POST /api/step-up/passkey":               factors({ challengeId: id, response: used }),
  "POST /api/factors/app":                  factors({ name: "x" }),
  "POST /api/factors/app-code":             factors({ totpId: id, code: "000000" }),
  "POST /api/factors/recovery-codes":       factors({}),
  "POST /api/factors/recovery-codes-kept":  factors({ code: "x" }),
  "POST /api/invitation/app-code":         anybody,
  "POST /api/invitation/codes-kept":       anybody,
  "POST /api/invitation/password":         anybody,
  "POST /api/issuers/linking":              factors({ providerId: id }),
  "POST /api/policy/preview":               { opens: "yes  no   no   no   no   no   no", body: policy },
  "POST /api/recovery/cancel":              anybody,
  "POST /api/recovery/cancel-link":         anybody,
  "POST /api/recovery/case":                anybody,
  "POST /api/recovery/claim":               anybody,
  "POST /api/recovery/code":                anybody,
  "POST /api/recovery/link":                anybody,
  "POST /api/recovery/standing":            anybody,
  "POST /api/sign-in/key":                  pending({ challengeId: id, response: used }),
  "POST /api/sign-in/key-options":          pending({}),
  "POST /api/sign-in/password":             anybody,
  "POST /api/sign-in/recovery-code":        pending({ code: "x" }),
  "POST /api/sign-in/totp":                 pending({ code: "000000" }),
  "POST /api/step-up/password":             factors({ stepUpId: id, password: "x", code: "000000" }),
};
