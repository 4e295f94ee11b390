import type { Reader } from "@/lib/db";
import { readStanding, standingKey } from "@/lib/preconditions/read-standing";
import { NOTHING_SPECIAL } from "@/lib/preconditions/rules/unmet";
import type { Basis } from "@/lib/requests/read-basis";
import { type Check, checkDevice, checkEngagement, checkHolder } from "@/lib/requests/rules/checks";

/**
 * What stands against an approval, or lets it through by an exception, before it is asked: it is shown and not
 * refused, since it may be mended until it is decided. Five statements, however many.
 */
export async function previewChecks(
  reader: Reader,
  basis: Basis,
  asked: {
    engagementId: string | null;
    platforms: readonly { id: string; name: string }[];
    requesterId: string | null;
  },
  now: Date,
): Promise<Check[]> {
  const { client, people } = basis;
  const engagement = asked.engagementId
    ? await reader.engagement.findUnique({ where: { id: asked.engagementId } })
    : null;
  const identityIds = people.flatMap((person) =>
    Object.values(person.identities).filter((id) => id !== null),
  );
  const identities = await reader.identity.findMany({
    where: { id: { in: identityIds } },
    select: { id: true, address: true, mfa: true, mfaCheckedAt: true },
  });
  const known = new Map(identities.map(({ id, ...identity }) => [id, identity]));
  const standing = await readStanding(
    reader,
    people.map((person) => ({ personId: person.id, clientId: client.id })),
  );
  const checks = people.flatMap((person) => {
    const excepting = {
      standing: standing.get(standingKey(person.id, client.id)) ?? NOTHING_SPECIAL,
      requesterId: asked.requesterId,
    };
    return [
      ...checkEngagement(engagement, { clientName: client.name, now, excepting }),
      ...checkDevice(person.name, engagement, { clientName: client.name, excepting }),
      ...asked.platforms.flatMap((platform) => {
        const identity = known.get(person.identities[platform.id] ?? "") ?? null;
        return checkHolder({ ...person, identity }, platform.name, now, excepting);
      }),
    ];
  });
  const telling = checks.filter((check) => check.stops !== null || check.exceptionId !== undefined);
  return [...new Map(telling.map((check) => [check.text, check])).values()];
}
