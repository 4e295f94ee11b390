import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { db } from "@/lib/db";
import { parseFilter } from "@/lib/sources/scim/filter";
import { matches } from "@/lib/sources/scim/match";
import { fold, userSchema } from "@/lib/sources/scim/schema";
import { readUsers, userAnswer } from "@/lib/sources/user-rows";
import { filters, users } from "@/tests/support/scim-arbitraries";
import { connect } from "./scim-support";

let sourceId: string;
beforeAll(async () => {
  ({ sourceId } = await connect("Filters"));
  const all = fc.sample(users, { numRuns: 60, seed: 7 });
  await db.scimUser.createMany({
    data: all.map(({ userName, active, ...attributes }, at) => ({
      sourceId,
      userName: `${userName}${at}`,
      userNameKey: fold(`${userName}${at}`),
      active,
      attributes,
    })),
  });
});

const whole = { startIndex: 1, count: 200 };

test("a filter finds by SQL exactly whom it fits in memory", async () => {
  const { rows } = await db.$transaction((tx) => readUsers(tx, sourceId, null, whole));
  expect(rows).toHaveLength(60);
  await fc.assert(
    fc.asyncProperty(filters, async (text) => {
      const filter = parseFilter(text, userSchema);
      const found = await db.$transaction((tx) => readUsers(tx, sourceId, filter, whole));
      const fitting = rows.filter((row) => matches(filter, userAnswer(row)));
      expect([text, found.rows.map(({ id }) => id)]).toEqual([text, fitting.map(({ id }) => id)]);
      expect(found.total).toBe(fitting.length);
    }),
    { numRuns: 150 },
  );
});

test("what is the server's own is filtered alike", async () => {
  const { rows } = await db.$transaction((tx) => readUsers(tx, sourceId, null, whole));
  const [first] = rows;
  for (const text of [
    `id eq "${first?.id}"`,
    `meta.created le "${first?.createdAt.toISOString()}"`,
    'meta.resourceType eq "User"',
    'schemas eq "urn:ietf:params:scim:schemas:core:2.0:User"',
    "externalId pr",
    "groups pr",
    'userName eq "ANN0"',
  ]) {
    const filter = parseFilter(text, userSchema);
    const found = await db.$transaction((tx) => readUsers(tx, sourceId, filter, whole));
    const fitting = rows.filter((row) => matches(filter, userAnswer(row)));
    expect([text, found.rows.map(({ id }) => id)]).toEqual([text, fitting.map(({ id }) => id)]);
  }
});
