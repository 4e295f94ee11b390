import { z } from "zod";
import { command } from "@/lib/command";
import { id, paragraph } from "@/lib/input";
import { end, holder, holderIdOf, oneHolder, when } from "@/lib/register/input";
import { insertGrants, type NewGrant } from "@/lib/register/insert-grants";
import { grantEntry } from "@/lib/register/lock-grants";
import { newIds, takeId } from "@/lib/register/new-ids";
import { isOwnLine, readPlaces } from "@/lib/register/read-places";

const line = z
  .strictObject({
    ...holder,
    assetId: id(),
    roleIds: z.array(id()).min(1, "Choose a role.").max(40),
    engagementId: id().optional(),
    purpose: paragraph(),
    /** Since when it is so; today unless it is known. */
    startsAt: when().optional(),
    /** Absent only where nobody knows one: shown as missing. */
    endsAt: end().optional(),
    /** For a few hours, in an emergency: then it is taken back within one. */
    lastsMinutes: z.number().int().min(30).max(720).optional(),
    /** invited: the invitation is out and not accepted, which is a live door. */
    state: z.enum(["active", "invited"]).default("active"),
    /** attested: somebody has looked at the platform; unproved: it is only written somewhere. */
    proof: z.enum(["attested", "unproved"]),
    /** What was looked at. */
    how: paragraph(300).optional(),
  })
  .refine(oneHolder, "Name one holder: a person, a robot or a shared login.")
  .refine((of) => !of.startsAt || !of.endsAt || of.endsAt > of.startsAt, {
    path: ["endsAt"],
    message: "The end lies before the beginning.",
  })
  .refine((of) => of.proof === "unproved" || of.how, {
    path: ["how"],
    message: "Say what was looked at, and when.",
  });

/**
 * Records access that exists already: active or invited, attested by who has looked, or without a proof. One or many lines (an
 * import's 20,000), in a constant number of statements; it plans no work. Raises conflict where the holder has this
 * role already, forbidden for attesting one's own access.
 */
export const recordGrant = command({
  name: "register.record-grant",
  permission: "register.record",
  timeoutMs: 120_000,
  input: z.strictObject({
    grants: z.array(line).min(1).max(50_000),
    cause: z.enum(["recorded", "import", "emergency"]).default("recorded"),
    causeId: id().optional(),
  }),
  target: (tx, input) => readPlaces(tx, input.grants),
  allow: ({ actor, input, target }) =>
    !input.grants.some((each) => each.proof === "attested" && isOwnLine(actor.personId, each, target)) ||
    "Nobody attests their own access. Record it as not proved, and let a second person look.",
  async change({ tx, actor, input, target: places, now }) {
    const ids = await newIds(
      tx,
      input.grants.reduce((sum, each) => sum + each.roleIds.length, 0),
    );
    const rows = input.grants.flatMap((each) =>
      [...new Set(each.roleIds)].map(
        (roleId): NewGrant => ({
          id: takeId(ids),
          personId: each.personId ?? null,
          robotId: each.robotId ?? null,
          identityId: each.identityId ?? null,
          assetId: each.assetId,
          roleId,
          engagementId: each.engagementId ?? null,
          purpose: each.purpose,
          startsAt: each.startsAt ?? now,
          endsAt: each.endsAt ?? null,
          lastsMinutes: each.lastsMinutes ?? null,
          state: each.state,
          proof: each.proof === "attested" ? "attested" : null,
          provedHow: each.proof === "attested" ? (each.how ?? null) : null,
          taskId: null,
        }),
      ),
    );
    await insertGrants(tx, rows, {
      now,
      byId: actor.personId,
      cause: input.cause,
      causeId: input.causeId ?? null,
      since: "start",
    });
    return {
      result: { grantIds: rows.map((row) => row.id) },
      // What is recorded may be somebody's who has left.
      jobs: input.cause === "recorded" ? [{ kind: "lifecycle.find-seen", data: {} }] : [],
      audit: rows.map((row) => {
        const asset = places.assets.get(row.assetId);
        return grantEntry(
          {
            id: row.id,
            holderName: places.holders.get(holderIdOf(row))?.name ?? "",
            roleName: places.roles.get(row.roleId)?.name ?? "",
            assetName: asset?.name ?? "",
            clientId: asset?.clientId ?? null,
          },
          {
            after: {
              state: row.state,
              proof: row.proof,
              purpose: row.purpose,
              startsAt: row.startsAt.toISOString(),
              endsAt: row.endsAt?.toISOString() ?? null,
              cause: input.cause,
            },
          },
        );
      }),
    };
  },
});
