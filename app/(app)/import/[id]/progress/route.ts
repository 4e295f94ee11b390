import { requirePermission } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/session";
import { progressOf } from "@/lib/imports/progress";
import { errorResponse, json } from "@/lib/route";

/** How far the plan of an import is, for the screen that waits for it; null when nobody works on it. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  try {
    requirePermission(await requireActor(), "imports.run");
    return json({ progress: progressOf((await params).id) });
  } catch (error) {
    return errorResponse(error);
  }
}
