import { z } from "zod";
import { line } from "@/lib/input";

const word = (max: number) => line(max).nullable().catch(null);

const claims = z.object({
  iss: z.string(),
  sub: z.string(),
  amr: z.array(word(100)).catch([]),
  acr: word(200),
  auth_time: z.number().int().nonnegative().nullable().catch(null),
  preferred_username: word(200),
  email: word(200),
  name: word(200),
});

/**
 * What of a verified identity token is used. Its names are for people to recognise an identity by; whatever has
 * another shape than it should is as if it were not there. Throws when the token does not say who it is about.
 */
export function readClaims(profile: unknown) {
  const { iss, sub, amr, acr, auth_time, preferred_username, email, name } = claims.parse(profile);
  return {
    who: { issuer: iss, subject: sub, label: preferred_username ?? email ?? name },
    how: { amr: amr.filter((value) => value !== null).slice(0, 30), acr, authTime: auth_time },
  };
}
