import { requireActor } from "@/lib/auth/session";
import { keepDraft } from "@/lib/requests/keep-draft";
import { jsonRoute } from "@/lib/route";

/** Keeps what somebody has entered of a request, as the form sends it while it is filled in. */
export const POST = jsonRoute(keepDraft.input, async (input) => keepDraft(await requireActor(), input));
