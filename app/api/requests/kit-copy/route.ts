import { requireActor } from "@/lib/auth/session";
import { copyInput, previewCopy } from "@/lib/requests/queries/weigh-kit";
import { jsonRoute } from "@/lib/route";

/** What a copy of kits would bring, before it is done. Changes nothing. */
export const POST = jsonRoute(copyInput, async (input) => previewCopy(await requireActor(), input));
