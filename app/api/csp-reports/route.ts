import { addressBlock } from "@/lib/auth/client-address";
import { requestIp } from "@/lib/auth/request";
import { invalidInput } from "@/lib/errors";
import { readText } from "@/lib/http/read-text";
import { violationLines } from "@/lib/http/violation-report";
import { errorResponse, refuseForeign } from "@/lib/route";
import { countTry } from "@/lib/throttle";

const LONGEST_REPORT = 20_000;

/** Takes what browsers report of our Content-Security-Policy: a line in the log for each (ASVS 3.4.7). */
export async function POST(request: Request): Promise<Response> {
  try {
    refuseForeign(request);
    await countTry("report.address", addressBlock(await requestIp()));
    const text = await readText(request, LONGEST_REPORT);
    if (text === null) throw invalidInput("This is more than can be taken here.");
    const lines = violationLines(parsed(text));
    if (!lines) throw invalidInput("This is no report of a Content-Security-Policy.");
    for (const line of lines) console.warn(line);
    return new Response(null, { status: 204 });
  } catch (error) {
    return errorResponse(error);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
