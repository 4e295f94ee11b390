import { requireActor } from "@/lib/auth/session";
import { extensionInput, previewExtension } from "@/lib/requests/queries/preview-extension";
import { jsonRoute } from "@/lib/route";

/** What an extension would ask for, as its form shows it while it is filled in. Changes nothing. */
export const POST = jsonRoute(extensionInput, async (input) => previewExtension(await requireActor(), input));
