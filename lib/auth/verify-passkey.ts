import {
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import { relyingParty } from "@/lib/auth/relying-party";
import { AppError, forbidden } from "@/lib/errors";

/** What is kept of a passkey that was just made. */
export type MadePasskey = {
  credentialId: string;
  publicKey: Uint8Array<ArrayBuffer>;
  signCount: number;
  transports: string[];
  aaguid: string;
  backupEligible: boolean;
  backedUp: boolean;
};

/**
 * Checks a passkey that a browser says it has made: our challenge, origin and domain, the user verified, not from
 * inside another site's frame (SEC-21, SEC-24). Raises forbidden.
 */
export async function verifyMadePasskey(
  response: RegistrationResponseJSON,
  challenge: string,
): Promise<MadePasskey> {
  const { id, origin } = relyingParty();
  refuseFramed(response.response.clientDataJSON);
  const verified = await verifyRegistrationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: id,
    requireUserVerification: true,
  }).catch(refuse("The new passkey could not be checked"));
  if (!verified.verified) throw forbidden("The new passkey could not be checked. Try again.");
  const { credential, aaguid, credentialDeviceType, credentialBackedUp } = verified.registrationInfo;
  return {
    credentialId: credential.id,
    publicKey: new Uint8Array(credential.publicKey),
    signCount: credential.counter,
    transports: credential.transports ?? [],
    aaguid,
    backupEligible: credentialDeviceType === "multiDevice",
    backedUp: credentialBackedUp,
  };
}

type KnownPasskey = {
  credentialId: string;
  publicKey: Uint8Array;
  signCount: bigint;
  backupEligible: boolean;
};

/**
 * Checks that a known passkey was used for our challenge. The signature is checked before the counter, which the
 * library would do the other way round: anybody who knows a credential's id could cause its refusal (SEC-26). So
 * `wentBack`, a counter that did not go on, comes from the key itself or from its copy. Raises forbidden.
 */
export async function verifyUsedPasskey(
  response: AuthenticationResponseJSON,
  challenge: string,
  passkey: KnownPasskey,
): Promise<{ signCount: number; backedUp: boolean; wentBack: boolean }> {
  const { id, origin } = relyingParty();
  refuseFramed(response.response.clientDataJSON);
  const { verified, authenticationInfo: info } = await verifyAuthenticationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: id,
    requireUserVerification: true,
    credential: { id: passkey.credentialId, publicKey: new Uint8Array(passkey.publicKey), counter: 0 },
  }).catch(refuse("The passkey's answer could not be checked"));
  if (!verified) throw forbidden("The passkey's signature is not right. Try again, or use another passkey.");
  if ((info.credentialDeviceType === "multiDevice") !== passkey.backupEligible) {
    throw forbidden(
      "This passkey is not what it was when it was registered. Use another one, and tell an owner.",
    );
  }
  const goesOn = BigInt(info.newCounter) > passkey.signCount;
  const wentBack = !goesOn && !(info.newCounter === 0 && passkey.signCount === 0n);
  return { signCount: info.newCounter, backedUp: info.credentialBackedUp, wentBack };
}

/** The library lets `crossOrigin` pass where the browser names no top origin (SEC-24). */
function refuseFramed(clientDataJSON: string): void {
  let data: unknown;
  try {
    data = JSON.parse(Buffer.from(clientDataJSON, "base64url").toString("utf8"));
  } catch (error) {
    refuse("The browser's answer cannot be read")(error);
  }
  if (typeof data === "object" && data !== null && "crossOrigin" in data && data.crossOrigin === true) {
    throw forbidden("Passkeys are not taken from inside another site. Open Keyholder in its own window.");
  }
}

/** The library's own words stay the cause: they name the check that failed, for the audit log. */
function refuse(sentence: string) {
  return (cause: unknown): never => {
    throw new AppError("forbidden", `${sentence}. Try again.`, {}, { cause });
  };
}
