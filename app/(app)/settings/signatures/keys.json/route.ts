import { requireActor } from "@/lib/auth/session";
import { certificateFile } from "@/lib/http/certificate-file";
import { listSigningKeys } from "@/lib/lifecycle/queries/list-signing-keys";
import { errorResponse } from "@/lib/route";

/** The public keys that certificates are checked with, as scripts/verify-certificate.mjs reads them. */
export async function GET(): Promise<Response> {
  try {
    const keys = await listSigningKeys(await requireActor());
    return certificateFile("keyholder-signing-keys", {
      keys: keys.map(({ certificates: _, ...key }) => key),
    });
  } catch (error) {
    return errorResponse(error);
  }
}
