import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
} from "@simplewebauthn/server";
import { CHALLENGE_MINUTES, relyingParty } from "@/lib/auth/relying-party";

const timeout = CHALLENGE_MINUTES * 60_000;

/**
 * What a browser needs to use a passkey. Without a list of keys: who has one is not told (SEC-29). With one, for
 * somebody who has said who they are: only these answer.
 */
export function signInOptions(
  challenge: string,
  allow: { id: string; transports: string[] }[] = [],
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  return generateAuthenticationOptions({
    allowCredentials: allow.map(({ id, transports }) => ({ id, transports })),
    rpID: relyingParty().id,
    challenge: new Uint8Array(Buffer.from(challenge, "base64url")),
    userVerification: "required",
    timeout,
  });
}

/**
 * What a browser needs to make a passkey that can be found without a user name, with its user verified; or a
 * security key for after a first factor: then it need not be kept on the key, and the browser asks for no built-in
 * one.
 */
export function registrationOptions(options: {
  challenge: string;
  userHandle: Uint8Array<ArrayBuffer>;
  name: string;
  email: string;
  kind?: "passkey" | "security_key";
  /** The passkeys that the account has: not two on one authenticator (SEC-28). */
  exclude: { id: string; transports: string[] }[];
}): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const { id, name } = relyingParty();
  return generateRegistrationOptions({
    rpID: id,
    rpName: name,
    challenge: new Uint8Array(Buffer.from(options.challenge, "base64url")),
    userID: options.userHandle,
    userName: options.email,
    userDisplayName: options.name,
    attestationType: "none",
    authenticatorSelection:
      options.kind === "security_key"
        ? {
            authenticatorAttachment: "cross-platform",
            residentKey: "discouraged",
            userVerification: "required",
          }
        : { residentKey: "required", userVerification: "required" },
    excludeCredentials: options.exclude,
    timeout,
  });
}
