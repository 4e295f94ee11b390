/** What a SCIM server answered. */
export type ScimAnswer = {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: another system's client looks into whatever JSON came.
  body: any;
};

/** Sends a request somewhere: to a running app, or straight to its handler. */
export type Send = (request: Request) => Promise<Response>;

const USER = "urn:ietf:params:scim:schemas:core:2.0:User";
const ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
const GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group";
const PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

/** A client that knows SCIM from its RFC alone, and nothing of the app. */
export class ScimClient {
  constructor(
    private readonly base: string,
    private readonly token: string,
    private readonly send: Send = fetch,
    private readonly more: Record<string, string> = {},
  ) {}

  async call(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<ScimAnswer> {
    const response = await this.send(
      new Request(`${this.base}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${this.token}`,
          ...(body === undefined ? {} : { "content-type": "application/scim+json" }),
          ...this.more,
          ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
      }),
    );
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text === "" ? null : JSON.parse(text),
    };
  }

  get = (path: string, headers?: Record<string, string>) => this.call("GET", path, undefined, headers);
  post = (path: string, body: unknown) => this.call("POST", path, body);
  put = (path: string, body: unknown, headers?: Record<string, string>) =>
    this.call("PUT", path, body, headers);
  patch = (path: string, operations: unknown[], headers?: Record<string, string>) =>
    this.call("PATCH", path, { schemas: [PATCH], Operations: operations }, headers);
  delete = (path: string, headers?: Record<string, string>) => this.call("DELETE", path, undefined, headers);

  search = (endpoint: string, filter: string, more = "") =>
    this.get(`${endpoint}?filter=${encodeURIComponent(filter)}${more}`);
}

type Profile = { userName: string; givenName: string; familyName: string; externalId?: string };

/** As Okta speaks: looks first, sends a password nobody asked for, deactivates without a path, updates by PUT. */
export class OktaClient extends ScimClient {
  private whole({ userName, givenName, familyName, externalId }: Profile, active?: boolean) {
    return {
      schemas: [USER],
      userName,
      ...(externalId ? { externalId } : {}),
      name: { givenName, familyName },
      emails: [{ primary: true, value: userName, type: "work" }],
      displayName: `${givenName} ${familyName}`,
      locale: "en-US",
      groups: [],
      ...(active === undefined ? {} : { active }),
    };
  }

  test = () => this.get("/Users?startIndex=1&count=2");
  find = (userName: string) => this.search("/Users", `userName eq "${userName}"`, "&startIndex=1&count=100");
  create = (profile: Profile) => this.post("/Users", { ...this.whole(profile, true), password: "1mz050nq" });
  update = (id: string, profile: Profile, active?: boolean) =>
    this.put(`/Users/${id}`, { id, ...this.whole(profile, active), password: "x" });
  setActive = (id: string, active: boolean) =>
    this.patch(`/Users/${id}`, [{ op: "replace", value: { active } }]);
  renameGroup = (id: string, displayName: string) =>
    this.patch(`/Groups/${id}`, [{ op: "replace", value: { id, displayName } }]);
}

/** As Entra ID speaks: operations capitalised, paths with filters and URNs, booleans as texts, groups filled by PATCH. */
export class EntraClient extends ScimClient {
  test = () => this.search("/Users", `userName eq "${crypto.randomUUID()}"`);
  find = (userName: string) => this.search("/Users", `userName eq "${userName}"`);
  create = ({ userName, givenName, familyName, externalId }: Profile) =>
    this.post("/Users", {
      schemas: [USER, ENTERPRISE],
      externalId,
      userName,
      active: "True",
      displayName: `${givenName} ${familyName}`,
      emails: [{ primary: true, type: "work", value: userName }],
      meta: { resourceType: "User" },
      name: { formatted: `${givenName} ${familyName}`, familyName, givenName },
      [ENTERPRISE]: { department: "Media" },
    });
  setActive = (id: string, active: boolean) =>
    this.patch(`/Users/${id}`, [{ op: "Replace", path: "active", value: active ? "True" : "False" }]);
  /** The older way: dotted keys, no path. */
  setDotted = (id: string, value: Record<string, unknown>) =>
    this.patch(`/Users/${id}`, [{ op: "Replace", value }]);
  findGroup = (name: string) =>
    this.search("/Groups", `displayName eq "${name}"`, "&excludedAttributes=members");
  createGroup = (displayName: string, externalId: string) =>
    this.post("/Groups", {
      schemas: [GROUP],
      externalId,
      displayName,
      meta: { resourceType: "Group" },
      members: [],
    });
  addMember = (groupId: string, id: string) =>
    this.patch(`/Groups/${groupId}`, [{ op: "Add", path: "members", value: [{ $ref: null, value: id }] }]);
  removeMember = (groupId: string, id: string) =>
    this.patch(`/Groups/${groupId}`, [{ op: "Remove", path: "members", value: [{ $ref: null, value: id }] }]);
}
