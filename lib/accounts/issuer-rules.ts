import { z } from "zod";
import { isIssuerUrl } from "@/lib/auth/issuer-address";
import { env } from "@/lib/env";
import { line } from "@/lib/input";

/** How old the issuer's own sign-in may be for its second factor to count: as a proof of ours (SEC-05). */
const BELIEVED_SECONDS = 5 * 60;

/** How long somebody may take at the issuer to link it. */
export const LINKING_MINUTES = 10;

/** Between the issuer's clock and the database's. */
const CLOCK_SECONDS = 60;

/** An issuer's address as an owner types it. */
export const issuerAddress = () =>
  z
    .string()
    .trim()
    .max(300, "Keep this to 300 characters.")
    .refine(isIssuerUrl, "This is not the address of an issuer, such as https://login.example.com.")
    .refine((text) => !text.includes("?"), "Leave out what stands behind the question mark.");

/** Up to ten values as an issuer writes them, with spaces or commas between; none when it is left empty. */
export const claimValues = () =>
  z
    .string()
    .max(1000, "Keep this to 1000 characters.")
    .regex(/^[^\p{Cc}]*$/u, "This has a character that cannot be shown.")
    .default("")
    .transform((text) => [...new Set(text.split(/[\s,]+/).filter((value) => value !== ""))])
    .pipe(z.array(line(100)).max(10, "Ten values are enough."));

/** A subject, exactly as the issuer writes it: compared by its bytes, so nothing is trimmed (ASVS 6.8.1). */
export const subject = () =>
  z
    .string()
    .min(1)
    .max(255)
    .regex(/^[^\p{Cc}]*$/u);

/** The name under which next-auth knows a provider. */
export const nextAuthId = (providerId: string): string => `oidc-${providerId}`;

/** The provider's id in a name of next-auth's; null when it is none. */
export const providerIdOf = (name: string): string | null =>
  /^oidc-([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})$/.exec(name)?.[1] ?? null;

/** The redirect address that an issuer has to know: one for each, so that none can answer for another. */
export const redirectAddress = (providerId: string): string =>
  new URL(`/api/auth/callback/${nextAuthId(providerId)}`, env().KEYHOLDER_URL).href;

/** What an identity token says of how somebody signed in at the issuer. */
export type SignInClaims = { amr: readonly string[]; acr: string | null; authTime: number | null };

type Believing = { believedAmr: readonly string[]; believedAcr: readonly string[] };

/**
 * The value for which the issuer's sign-in counts as multi-factor ("amr mfa"); null when our own second factor has to
 * follow. It counts where the owner believes that value, and where the sign-in is not older than five minutes: a
 * session of yesterday at the issuer says nothing about who sits there now. Pure.
 */
export function believedFor(provider: Believing, claims: SignInClaims, now: Date): string | null {
  const { amr, acr, authTime } = claims;
  if (authTime === null) return null;
  const age = now.getTime() / 1000 - authTime;
  if (age > BELIEVED_SECONDS + CLOCK_SECONDS || age < -CLOCK_SECONDS) return null;
  const method = amr.find((value) => provider.believedAmr.includes(value));
  if (method !== undefined) return `amr ${method}`;
  return acr !== null && provider.believedAcr.includes(acr) ? `acr ${acr}` : null;
}

/**
 * What is asked of the issuer with the sign-in: where something of it is believed, that it signs the person in anew
 * and says when, and the class that is wanted.
 */
export function askedOfIssuer({ believedAmr, believedAcr }: Believing): Record<string, string> {
  const scope = "openid profile email";
  if (believedAmr.length === 0 && believedAcr.length === 0) return { scope };
  const classes = believedAcr.length > 0 ? { acr_values: believedAcr.join(" ") } : {};
  return { scope, max_age: String(BELIEVED_SECONDS), ...classes };
}
