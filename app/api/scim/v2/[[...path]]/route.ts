import { answerScim } from "@/lib/sources/answer-scim";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ path?: string[] }> };

/** SCIM 2.0, for HR systems and identity providers; opens by a token of a connection alone (docs/scim.md). */
async function answer(request: Request, { params }: Context): Promise<Response> {
  return answerScim(request, ((await params).path ?? []).map(decoded));
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export {
  answer as DELETE,
  answer as GET,
  answer as HEAD,
  answer as OPTIONS,
  answer as PATCH,
  answer as POST,
  answer as PUT,
};
