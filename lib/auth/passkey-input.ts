import type { AuthenticationResponseJSON, RegistrationResponseJSON } from "@simplewebauthn/server";
import { z } from "zod";

const base64url = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[A-Za-z0-9_-]+$/);

const outer = {
  id: base64url(1400),
  rawId: base64url(1400),
  type: z.literal("public-key"),
  authenticatorAttachment: z.enum(["platform", "cross-platform"]).nullish(),
  // Nothing that an extension says is read.
  clientExtensionResults: z.unknown(),
};

/** What a browser gives back after it has made a passkey. */
export const registrationResponse = z
  .strictObject({
    ...outer,
    response: z.strictObject({
      clientDataJSON: base64url(4_000),
      attestationObject: base64url(40_000),
      authenticatorData: base64url(8_000).optional(),
      transports: z.array(z.string().max(40)).max(10).optional(),
      publicKeyAlgorithm: z.number().optional(),
      publicKey: base64url(8_000).optional(),
    }),
  })
  .transform(({ id, rawId, type, response }): RegistrationResponseJSON => {
    const { clientDataJSON, attestationObject, transports = [] } = response;
    return {
      id,
      rawId,
      type,
      response: {
        clientDataJSON,
        attestationObject,
        transports: transports as NonNullable<RegistrationResponseJSON["response"]["transports"]>,
      },
      clientExtensionResults: {},
    };
  });

/** What a browser gives back after somebody has used a passkey. */
export const authenticationResponse = z
  .strictObject({
    ...outer,
    response: z.strictObject({
      clientDataJSON: base64url(4_000),
      authenticatorData: base64url(8_000),
      signature: base64url(8_000),
      userHandle: base64url(200).nullish(),
    }),
  })
  .transform(({ id, rawId, type, response }): AuthenticationResponseJSON => {
    const { clientDataJSON, authenticatorData, signature, userHandle } = response;
    return {
      id,
      rawId,
      type,
      response: { clientDataJSON, authenticatorData, signature, ...(userHandle ? { userHandle } : {}) },
      clientExtensionResults: {},
    };
  });
