import { sourceActor } from "@/lib/auth/actor";
import { AppError } from "@/lib/errors";
import { readText } from "@/lib/http/read-text";
import { isId } from "@/lib/input";
import { authenticate, type Caller, requestAddress } from "@/lib/sources/authenticate";
import { createGroup } from "@/lib/sources/create-group";
import { createUser } from "@/lib/sources/create-user";
import { deleteGroup } from "@/lib/sources/delete-group";
import { deleteUser } from "@/lib/sources/delete-user";
import { noteCall } from "@/lib/sources/note-call";
import { patchGroup } from "@/lib/sources/patch-group";
import { patchUser } from "@/lib/sources/patch-user";
import { readGroup, searchGroups } from "@/lib/sources/read-groups";
import { readUser, searchUsers } from "@/lib/sources/read-users";
import { replaceGroup } from "@/lib/sources/replace-group";
import { replaceUser } from "@/lib/sources/replace-user";
import { errorAnswer, etagOf, listAnswer, namesVersion } from "@/lib/sources/scim/answer";
import { resourceTypes, schemas, serviceProviderConfig } from "@/lib/sources/scim/discovery";
import { ScimError } from "@/lib/sources/scim/error";
import { isObject, type JsonObject, readObject } from "@/lib/sources/scim/json";
import { scimBase } from "@/lib/sources/user-rows";
import { TooManyTries } from "@/lib/throttle";

const LONGEST_BODY = 1_000_000;

/** What a call is answered with; without a body it is 204. */
type Answer = { status: number; body?: JsonObject; version?: number; location?: string };

/** A call to one place, ready to be answered. */
type Call = { request: Request; caller: Caller; id: string; query: URLSearchParams };

type Place = { methods: Partial<Record<Method, (call: Call) => Promise<Answer>>>; id: string };
type Method = "get" | "post" | "put" | "patch" | "delete";

const kinds = {
  Users: {
    search: searchUsers,
    create: createUser,
    read: (caller: Caller, userId: string, wanted: Wanted) =>
      readUser(caller.actor, { tokenId: caller.tokenId, userId, ...wanted }),
    replace: (caller: Caller, userId: string, more: Changing) =>
      replaceUser(caller.actor, { tokenId: caller.tokenId, userId, ...more }),
    patch: (caller: Caller, userId: string, more: Changing) =>
      patchUser(caller.actor, { tokenId: caller.tokenId, userId, ...more }),
    remove: (caller: Caller, userId: string, ifMatch: string | null) =>
      deleteUser(caller.actor, { tokenId: caller.tokenId, userId, ifMatch }),
  },
  Groups: {
    search: searchGroups,
    create: createGroup,
    read: (caller: Caller, groupId: string, wanted: Wanted) =>
      readGroup(caller.actor, { tokenId: caller.tokenId, groupId, ...wanted }),
    replace: (caller: Caller, groupId: string, more: Changing) =>
      replaceGroup(caller.actor, { tokenId: caller.tokenId, groupId, ...more }),
    patch: (caller: Caller, groupId: string, more: Changing) =>
      patchGroup(caller.actor, { tokenId: caller.tokenId, groupId, ...more }),
    remove: (caller: Caller, groupId: string, ifMatch: string | null) =>
      deleteGroup(caller.actor, { tokenId: caller.tokenId, groupId, ifMatch }),
  },
} as const;

type Wanted = { attributes: string | null; excludedAttributes: string | null };
type Changing = { ifMatch: string | null; body: string };

const wantedOf = (query: URLSearchParams): Wanted => ({
  attributes: query.get("attributes"),
  excludedAttributes: query.get("excludedAttributes"),
});

/** All the places of /api/scim/v2 with what each takes. Null for no place. */
function placeOf(parts: readonly string[]): Place | null {
  const [name = "", id, ...more] = parts;
  if (more.length > 0) return null;
  if (name === "Users" || name === "Groups") {
    if (id === undefined) return { methods: collection(name), id: "" };
    if (id === ".search") return { methods: { post: (call) => searchByPost(name, call) }, id: "" };
    return { methods: single(name), id };
  }
  const found = discovered(name, id);
  return found ? { methods: { get: async ({ caller }) => noted(caller, parts, found) }, id: "" } : null;
}

function collection(name: keyof typeof kinds): Place["methods"] {
  const { search, create } = kinds[name];
  return {
    get: async ({ caller, query }) => {
      const asked = {
        tokenId: caller.tokenId,
        filter: query.get("filter"),
        startIndex: query.get("startIndex"),
        count: query.get("count"),
        ...wantedOf(query),
      };
      return { status: 200, body: (await search(caller.actor, asked)).answer as JsonObject };
    },
    post: async ({ caller, request }) => {
      const made = await create(caller.actor, { tokenId: caller.tokenId, body: await bodyOf(request) });
      return answered(201, made);
    },
  };
}

function single(name: keyof typeof kinds): Place["methods"] {
  const { read, replace, patch, remove } = kinds[name];
  const ifMatch = (request: Request) => request.headers.get("if-match");
  return {
    get: async ({ caller, id, query, request }) => {
      const found = await read(caller, id, wantedOf(query));
      const known = request.headers.get("if-none-match");
      if (known !== null && namesVersion(known, found.version))
        return { status: 304, version: found.version };
      return answered(200, found);
    },
    put: async ({ caller, id, request }) =>
      answered(200, await replace(caller, id, { ifMatch: ifMatch(request), body: await bodyOf(request) })),
    patch: async ({ caller, id, request }) => {
      const patched = await patch(caller, id, { ifMatch: ifMatch(request), body: await bodyOf(request) });
      // Entra ID expects no body of a group.
      return "answer" in patched ? answered(200, patched) : { status: 204, version: patched.version };
    },
    delete: async ({ caller, id, request }) => {
      await remove(caller, id, ifMatch(request));
      return { status: 204 };
    },
  };
}

function answered(status: number, { answer, version }: { answer: unknown; version: number }): Answer {
  const body = answer as JsonObject;
  const location = isObject(body.meta) ? String(body.meta.location) : undefined;
  return { status, body, version, ...(location ? { location } : {}) };
}

/** POST /Users/.search: the same as a GET, its parameters in the body. */
async function searchByPost(name: keyof typeof kinds, { caller, request }: Call): Promise<Answer> {
  const asked = readObject(await bodyOf(request));
  const text = (key: string): string | null => {
    const value = asked[key];
    if (Array.isArray(value)) return value.join(",");
    return value === undefined || value === null ? null : String(value);
  };
  const { answer } = await kinds[name].search(caller.actor, {
    tokenId: caller.tokenId,
    filter: text("filter"),
    startIndex: text("startIndex"),
    count: text("count"),
    attributes: text("attributes"),
    excludedAttributes: text("excludedAttributes"),
  });
  return { status: 200, body: answer as JsonObject };
}

/** What the service says of itself; null where it says nothing. */
function discovered(name: string, id: string | undefined): JsonObject | null {
  const base = scimBase();
  if (name === "ServiceProviderConfig") return id === undefined ? serviceProviderConfig(base) : null;
  const lists: Record<string, Map<string, JsonObject>> = {
    ResourceTypes: resourceTypes(base),
    Schemas: schemas(base),
  };
  const list = Object.hasOwn(lists, name) ? lists[name] : undefined;
  if (!list) return null;
  if (id !== undefined) return list.get(id) ?? null;
  return listAnswer(list.size, { startIndex: 1 }, [...list.values()]);
}

async function noted(caller: Caller, parts: readonly string[], body: JsonObject): Promise<Answer> {
  await noteCall(caller.actor, {
    sourceId: caller.source.id,
    sourceName: caller.source.name,
    call: `GET /${parts.join("/")}`.slice(0, 300),
    status: 200,
  });
  return { status: 200, body };
}

async function bodyOf(request: Request): Promise<string> {
  const [type = ""] = (request.headers.get("content-type") ?? "").toLowerCase().split(";");
  if (!["application/scim+json", "application/json"].includes(type.trim()))
    throw new ScimError(415, "Send this as application/scim+json.");
  const text = await readText(request, LONGEST_BODY);
  if (text === null) throw new ScimError(413, "This is more than can be taken at once.");
  return text;
}

/**
 * Answers a SCIM request (RFC 7644) below /api/scim/v2: who calls, where, what. Each call is one line of the audit log,
 * also one that is refused. `parts` is the rest of the path, decoded.
 */
export async function answerScim(request: Request, parts: readonly string[]): Promise<Response> {
  let caller: Caller | null = null;
  try {
    caller = await authenticate(request);
    const place = placeOf(parts);
    if (!place) throw new ScimError(404, "There is nothing at this address.");
    const method = request.method === "HEAD" ? "get" : request.method.toLowerCase();
    const allowed = allowedAt(place);
    if (method === "options")
      return new Response(null, { status: 204, headers: headersOf({ Allow: allowed }) });
    const act = place.methods[method as Method];
    if (!act) {
      await noteRefusal(request, parts, caller, new ScimError(405, "This place does not take this."));
      return errorResponse(new ScimError(405, `This place takes ${allowed}.`), { Allow: allowed });
    }
    if (place.id !== "" && !isId(place.id)) throw new ScimError(404, "There is nothing with this id.");
    const query = new URL(request.url).searchParams;
    return responseOf(await act({ request, caller, id: place.id, query }), request.method === "HEAD");
  } catch (error) {
    return refuse(request, parts, caller, error);
  }
}

const allowedAt = ({ methods }: Place): string =>
  [...Object.keys(methods), ...(methods.get ? ["head"] : []), "options"].join(", ").toUpperCase();

const headersOf = (more: Record<string, string> = {}) => ({
  "Cache-Control": "private, no-store",
  "Content-Type": "application/scim+json; charset=utf-8",
  ...more,
});

function responseOf({ status, body, version, location }: Answer, headOnly: boolean): Response {
  const headers = headersOf({
    ...(version === undefined ? {} : { ETag: etagOf(version) }),
    ...(location ? (status === 201 ? { Location: location } : { "Content-Location": location }) : {}),
  });
  return new Response(body && !headOnly ? JSON.stringify(body) : null, { status, headers });
}

const statusOf = {
  invalid_input: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  unavailable: 503,
} as const;

async function refuse(
  request: Request,
  parts: readonly string[],
  caller: Caller | null,
  error: unknown,
): Promise<Response> {
  const said = inScim(error);
  // One line where the waiting begins, not one for each call that waits.
  if (!(error instanceof TooManyTries) || error.begins) await noteRefusal(request, parts, caller, said);
  const headers: Record<string, string> = {};
  if (said.status === 401) headers["WWW-Authenticate"] = 'Bearer realm="Keyholder SCIM"';
  if (error instanceof AppError && error.retryAt)
    headers["Retry-After"] = String(Math.max(1, Math.ceil((error.retryAt.getTime() - Date.now()) / 1000)));
  return errorResponse(said, headers);
}

/** Any error as SCIM has it. What is a bug is logged whole, and told as a number. */
function inScim(error: unknown): ScimError {
  if (error instanceof ScimError) return error;
  if (error instanceof AppError) {
    if (error.retryAt) return new ScimError(429, error.message);
    const fields = Object.entries(error.fields).map(([field, [sentence]]) => `${field}: ${sentence}`);
    const detail = [error.message, ...fields].join(" ");
    const status = statusOf[error.code];
    return new ScimError(
      status,
      detail,
      status === 409 ? "uniqueness" : status === 400 ? "invalidValue" : undefined,
    );
  }
  const id = crypto.randomUUID();
  console.error(`error ${id}:`, error);
  return new ScimError(
    500,
    `Something went wrong on our side. Tell an owner of Keyholder this number: ${id}.`,
  );
}

const errorResponse = (error: ScimError, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(errorAnswer(error)), { status: error.status, headers: headersOf(headers) });

async function noteRefusal(
  request: Request,
  parts: readonly string[],
  caller: Caller | null,
  { status, message }: ScimError,
): Promise<void> {
  const plain = (text: string, max: number) =>
    text
      .replace(/\p{Cc}/gu, " ")
      .toWellFormed()
      .slice(0, max);
  await noteCall(caller?.actor ?? sourceActor("unknown HR system", requestAddress(request)), {
    sourceId: caller?.source.id ?? null,
    sourceName: caller?.source.name ?? "Nobody known",
    call: plain(`${request.method} /${parts.join("/")}`, 300),
    status,
    detail: plain(message, 500),
  });
}
