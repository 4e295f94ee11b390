import type { Actor } from "@/lib/auth/actor";
import { randomToken, sha256 } from "@/lib/crypto";
import type { Tx } from "@/lib/db";
import { AppError, forbidden, unauthenticated } from "@/lib/errors";

/** A list as its address has it: search, order and filters. */
export type DownloadQuery = Record<string, string | undefined>;

const SECONDS = 60;

/**
 * Lets the actor's session fetch a list once, within a minute, as it was confirmed: a browser's download is a GET, which
 * carries no proof. Gives the secret of its address. Clears away what has run out a day ago.
 */
export async function openDownload(
  tx: Tx,
  actor: Actor,
  { list, query }: { list: string; query: DownloadQuery },
): Promise<string> {
  if (!actor.sessionId) throw new AppError("forbidden", "Take this out from the page of the list.");
  await tx.$executeRaw`
    DELETE FROM "Download" WHERE id IN (
      SELECT id FROM "Download" WHERE "expiresAt" < now() - interval '1 day' LIMIT 200 FOR UPDATE SKIP LOCKED)`;
  const token = randomToken();
  await tx.$executeRaw`
    INSERT INTO "Download" ("tokenHash", "sessionId", list, query, "expiresAt")
    VALUES (${sha256(token)}, ${actor.sessionId}::uuid, ${list}, ${JSON.stringify(query)}::jsonb,
      now() + make_interval(secs => ${SECONDS}))`;
  return token;
}

/**
 * Uses a download up, whatever comes of it. Raises forbidden, for the audit log, when it was used, is too old or is not
 * the actor's; unauthenticated when nobody knows it. Files are counted for each account before, which bounds the log.
 */
export async function consumeDownload(
  tx: Tx,
  actor: Actor,
  { list, token }: { list: string; token: string },
): Promise<DownloadQuery> {
  const rows = await tx.$queryRaw<{ query: DownloadQuery }[]>`
    UPDATE "Download" SET "consumedAt" = now()
    WHERE "tokenHash" = ${sha256(token)} AND "sessionId" = ${actor.sessionId}::uuid AND list = ${list}
      AND "consumedAt" IS NULL AND "expiresAt" > now()
    RETURNING query`;
  if (!rows[0]) throw await refuseDownload(tx, actor, { list, token });
  return rows[0].query;
}

type Spent = { list: string; isOwn: boolean; isUsed: boolean };

async function refuseDownload(
  tx: Tx,
  actor: Actor,
  { list, token }: { list: string; token: string },
): Promise<AppError> {
  const rows = await tx.$queryRaw<Spent[]>`
    SELECT list, "sessionId" = ${actor.sessionId}::uuid AS "isOwn", "consumedAt" IS NOT NULL AS "isUsed"
    FROM "Download" WHERE "tokenHash" = ${sha256(token)}`;
  const [spent] = rows;
  if (!spent) return unauthenticated(WORKS_ONCE);
  const about = { objectType: "export", objectId: null, objectName: spent.list };
  return forbidden(WORKS_ONCE, { ...about, detail: why(spent, list) });
}

const WORKS_ONCE = "This address works once, for one minute. Export the list again from its page.";

function why({ list, isOwn, isUsed }: Spent, asked: string): string {
  if (!isOwn) return "it is another session’s";
  if (list !== asked) return `it was asked of the list ${asked}`;
  return isUsed ? "it was used" : "its minute is over";
}
