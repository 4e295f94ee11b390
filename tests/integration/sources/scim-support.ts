import { systemActor } from "@/lib/auth/actor";
import { addSource } from "@/lib/sources/add-source";
import { answerScim } from "@/lib/sources/answer-scim";
import { makeToken } from "@/lib/sources/make-token";

const operator = systemActor("operator");

/** The handler of the route, called as Next.js calls it. */
export const send = (request: Request): Promise<Response> => {
  const { pathname } = new URL(request.url);
  const parts = pathname.replace(/^\/api\/scim\/v2\/?/, "").split("/");
  return answerScim(request, parts.filter((each) => each !== "").map(decodeURIComponent));
};

export const BASE = "http://localhost:3000/api/scim/v2";

/** A connection with a token. */
export async function connect(name: string, addresses = ""): Promise<{ sourceId: string; token: string }> {
  const { id } = await addSource(operator, { kind: "scim", name, addresses });
  const { token } = await makeToken(operator, { sourceId: id, days: 30 });
  return { sourceId: id, token };
}
