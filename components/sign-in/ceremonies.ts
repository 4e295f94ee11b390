import {
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from "@simplewebauthn/browser";
import { ask, beginSession } from "./ask";

type Begun<Options> = { challengeId: string; options: Options };

/** Signs in with any passkey of this site; `autofill` waits until one is chosen in a field. */
export async function signInWithPasskey(autofill: boolean): Promise<void> {
  const { challengeId, options } = await ask<Begun<PublicKeyCredentialRequestOptionsJSON>>(
    "/api/passkeys/sign-in-options",
    {},
  );
  const response = await startAuthentication({ optionsJSON: options, useBrowserAutofill: autofill });
  await ask("/api/passkeys/sign-in", { challengeId, response });
  await beginSession();
}

export type Joining = { token: string; name?: string | undefined; email?: string | undefined };

/** Makes the first passkey of an account, for the holder of a one-time link, and signs in. */
export async function joinWithPasskey(who: Joining): Promise<void> {
  const { challengeId, options } = await ask<Begun<PublicKeyCredentialCreationOptionsJSON>>(
    "/api/passkeys/registration-options",
    who,
  );
  const response = await startRegistration({ optionsJSON: options });
  await ask("/api/passkeys/registration", { ...who, challengeId, response });
  await beginSession();
}

/** Uses a security key or passkey as the second factor of this browser's half-done sign-in. */
export async function confirmWithSecondKey(): Promise<void> {
  const { challengeId, options } = await ask<Begun<PublicKeyCredentialRequestOptionsJSON>>(
    "/api/sign-in/key-options",
    {},
  );
  const response = await startAuthentication({ optionsJSON: options });
  await ask("/api/sign-in/key", { challengeId, response });
}

/** Confirms one sensitive action with a passkey of one's own. */
export async function confirmWithPasskey(stepUpId: string): Promise<void> {
  const { challengeId, options } = await ask<Begun<PublicKeyCredentialRequestOptionsJSON>>(
    "/api/step-up/options",
    { stepUpId },
  );
  const response = await startAuthentication({ optionsJSON: options });
  await ask("/api/step-up/passkey", { challengeId, response });
}

/** Confirms one action of one's own factors, where the account has no passkey. */
export async function confirmWithPassword(stepUpId: string, password: string, code: string): Promise<void> {
  await ask("/api/step-up/password", { stepUpId, password, code });
}

export type KeyKind = "passkey" | "security_key";

/** Makes another passkey, or a security key as a second factor, for the account that is signed in. */
export async function addPasskey(name: string, kind: KeyKind): Promise<void> {
  const { challengeId, options } = await ask<Begun<PublicKeyCredentialCreationOptionsJSON>>(
    "/api/passkeys/addition-options",
    { kind },
  );
  const response = await startRegistration({ optionsJSON: options });
  await ask("/api/passkeys/addition", { challengeId, kind, name, response });
}
