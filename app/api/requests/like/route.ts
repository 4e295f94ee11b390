import { requireActor } from "@/lib/auth/session";
import { likeColleague, likeInput } from "@/lib/requests/queries/like-colleague";
import { jsonRoute } from "@/lib/route";

/** What a colleague holds at a client beside what others do, as the form of a request shows it. Changes nothing. */
export const POST = jsonRoute(likeInput, async (input) => likeColleague(await requireActor(), input));
