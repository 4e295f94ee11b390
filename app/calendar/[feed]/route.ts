import { readCalendar } from "@/lib/notifications/calendar-queries";
import { errorResponse } from "@/lib/route";

export const dynamic = "force-dynamic";

/** As `randomToken` makes them, with the ending that calendar programs look for. */
const address = /^([A-Za-z0-9_-]{43})\.ics$/;

const headers = { "Cache-Control": "private, no-store", "X-Robots-Tag": "noindex" };

/** One person's dates for their calendar program. Opens by its address alone; a wrong one is as if nothing were there. */
export async function GET(_: Request, { params }: { params: Promise<{ feed: string }> }): Promise<Response> {
  try {
    const [, token] = address.exec((await params).feed) ?? [];
    const text = token ? await readCalendar(token) : null;
    if (text === null) return new Response("There is nothing at this address.", { status: 404, headers });
    return new Response(text, { headers: { ...headers, "Content-Type": "text/calendar; charset=utf-8" } });
  } catch (error) {
    return errorResponse(error);
  }
}
