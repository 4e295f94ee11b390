import { z } from "zod";
import { email } from "@/lib/input";
import { isObject, type JsonObject } from "@/lib/sources/scim/json";
import { ENTERPRISE } from "@/lib/sources/scim/schema";
import { PersonKind } from "@/prisma/generated/enums";

/** What a SCIM user says of a person; null for what it does not say, which takes nothing away from the register. */
export type SaidOfPerson = {
  name: string;
  givenName: string | null;
  familyName: string | null;
  email: string | null;
  employeeNumber: string | null;
  kind: PersonKind | null;
  title: string | null;
  department: string | null;
  /** The town of their address. */
  location: string | null;
  /** The SCIM id of the manager. */
  manager: string | null;
};

const kinds = new Map<string, PersonKind>(Object.values(PersonKind).map((kind) => [kind, kind]));

/** What a user says of the person: the address is the primary one, else the one of work, else the first. */
export function personOf(user: JsonObject): SaidOfPerson {
  const name = isObject(user.name) ? user.name : {};
  const enterprise = isObject(user[ENTERPRISE]) ? user[ENTERPRISE] : {};
  const givenName = text(name.givenName);
  const familyName = text(name.familyName);
  const whole = [givenName, familyName].filter((each) => each !== null).join(" ");
  return {
    name: text(user.displayName) ?? text(name.formatted) ?? (whole || (text(user.userName) ?? "")),
    givenName,
    familyName,
    email: addressOf(user),
    employeeNumber: text(enterprise.employeeNumber),
    kind: kinds.get((text(user.userType) ?? "").toLowerCase()) ?? null,
    title: text(user.title),
    department: text(enterprise.department),
    location: text(bestOf(user.addresses)?.locality),
    manager: isObject(enterprise.manager) ? text(enterprise.manager.value) : null,
  };
}

function addressOf({ emails, userName }: JsonObject): string | null {
  const best = bestOf(emails, ({ value }) => text(value) !== null);
  const said = text(best?.value) ?? text(userName);
  if (said === null) return null;
  // A user name need not be an address; what is said to be one is refused where it is written down.
  return best ? said : z.safeParse(email(), said).success ? said : null;
}

/** Of several values the primary one, else the one of work, else the first. */
function bestOf(
  values: unknown,
  counts: (value: JsonObject) => boolean = () => true,
): JsonObject | undefined {
  const all = (Array.isArray(values) ? values : []).filter(isObject).filter(counts);
  return (
    all.find(({ primary }) => primary === true) ??
    all.find(({ type }) => text(type)?.toLowerCase() === "work") ??
    all[0]
  );
}

const text = (value: unknown): string | null =>
  typeof value === "string" && value.trim() !== "" ? value.trim() : null;
