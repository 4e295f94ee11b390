import { Webhook, WebhookVerificationError } from "standardwebhooks";
import { db } from "@/lib/db";
import { isId } from "@/lib/input";
import { isAllowedFrom } from "@/lib/sources/addresses";
import { openWebhookSecret } from "@/lib/sources/webhook/secret";

/**
 * Whether a call is one of this source: from an address from which it may call, signed with one of its secrets as
 * Standard Webhooks has it (an HMAC over id, time and the body as it came, compared in constant time), not older and not
 * newer than five minutes. Says no more than yes or no.
 */
export async function isKnownCall(
  sourceId: string,
  { headers, body, ip }: { headers: Headers; body: string; ip: string | null },
): Promise<boolean> {
  if (!isId(sourceId)) return false;
  const source = await db.hrSource.findFirst({
    where: { id: sourceId, kind: "webhook", endedAt: null },
    include: { secrets: { where: { revokedAt: null } } },
  });
  if (!source || !isAllowedFrom(source.addresses, ip)) return false;
  const sent = Object.fromEntries(
    ["webhook-id", "webhook-timestamp", "webhook-signature"].map((name) => [name, headers.get(name) ?? ""]),
  );
  return source.secrets.some((row) => isSignedWith(openWebhookSecret(row), body, sent));
}

function isSignedWith(secret: string, body: string, sent: Record<string, string>): boolean {
  try {
    new Webhook(secret).verify(body, sent, { jsonParse: false });
    return true;
  } catch (error) {
    if (error instanceof WebhookVerificationError) return false;
    throw error;
  }
}
