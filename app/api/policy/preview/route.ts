import { policyInput } from "@/lib/accounts/change-policy";
import { previewPolicy } from "@/lib/accounts/policy-queries";
import { requireActor } from "@/lib/auth/session";
import { jsonRoute } from "@/lib/route";

/** Whom a policy would catch, as the dialog shows it while it is filled in. Changes nothing. */
export const POST = jsonRoute(policyInput, async (input) => previewPolicy(await requireActor(), input));
