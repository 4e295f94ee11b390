import { systemActor } from "@/lib/auth/actor";
import { addressBlock } from "@/lib/auth/client-address";
import { requestIp } from "@/lib/auth/request";
import { invalidInput, unauthenticated } from "@/lib/errors";
import { readText } from "@/lib/http/read-text";
import { errorResponse, json } from "@/lib/route";
import { receiveEvent } from "@/lib/sources/receive-event";
import { isKnownCall } from "@/lib/sources/webhook/check-call";
import { countTry } from "@/lib/throttle";

export const dynamic = "force-dynamic";

const LONGEST_BODY = 100_000;

/** What an HR system says by calling our URL, signed as Standard Webhooks has it (docs/hr-systems.md). */
export async function POST(
  request: Request,
  { params }: { params: Promise<{ sourceId: string }> },
): Promise<Response> {
  try {
    const ip = await requestIp();
    const { sourceId } = await params;
    await countTry("hr-webhook.address", addressBlock(ip));
    const body = await readText(request, LONGEST_BODY);
    if (body === null) throw invalidInput("This is more than can be taken here.");
    const { headers } = request;
    if (!(await isKnownCall(sourceId, { headers, body, ip })))
      throw unauthenticated("This call is not signed as it has to be.");
    const messageId = headers.get("webhook-id") ?? "";
    const event = parsed(body) as Parameters<typeof receiveEvent>[1]["event"];
    return json(await receiveEvent(systemActor("source", ip), { sourceId, messageId, body, event }));
  } catch (error) {
    return errorResponse(error);
  }
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw invalidInput("This is not JSON.");
  }
}
