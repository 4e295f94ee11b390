import { requireActor } from "@/lib/auth/session";
import { kitInput, weighKit } from "@/lib/requests/queries/weigh-kit";
import { jsonRoute } from "@/lib/route";

/** What each line of a kit would give, as its form shows it while it is filled in. Changes nothing. */
export const POST = jsonRoute(kitInput, async (input) => weighKit(await requireActor(), input));
