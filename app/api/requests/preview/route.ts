import { requireActor } from "@/lib/auth/session";
import { previewInput, previewRequest } from "@/lib/requests/queries/preview-request";
import { jsonRoute } from "@/lib/route";

/** What a request would ask for, as the form shows it while it is filled in. Changes nothing. */
export const POST = jsonRoute(previewInput, async (input) => previewRequest(await requireActor(), input));
