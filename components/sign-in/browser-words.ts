import { Refusal } from "./ask";

/**
 * What a browser's refusal means to a person. `origin` is where Keyholder is set up: passkeys work nowhere else.
 * Null when there is nothing to say (another ceremony took this one's place).
 */
export function inWords(error: unknown, origin: string): Refusal | null {
  if (error instanceof Refusal) return error;
  const { name, code } = nameOf(error);
  if (code === "ERROR_CEREMONY_ABORTED" || name === "AbortError") return null;
  return new Refusal("browser", sentence(name, origin));
}

/** Why this browser cannot use a passkey here at all; null when it can. */
export function cannotUsePasskeys(origin: string): string | null {
  if (window.location.origin !== origin) {
    return `Keyholder is set up for ${origin}, and passkeys work only there. Open it at that address.`;
  }
  if (!window.isSecureContext) {
    return "Passkeys need a secure connection. Open Keyholder with https.";
  }
  if (typeof window.PublicKeyCredential !== "function") {
    return "This browser cannot use passkeys. Open Keyholder in a current Chrome, Edge, Firefox or Safari.";
  }
  return null;
}

function sentence(name: string, origin: string): string {
  switch (name) {
    case "NotAllowedError":
      return "No passkey was used: the request was closed, it took too long, or this device has none for Keyholder. Try again, or take the device or security key that has it.";
    case "InvalidStateError":
      return "This device already holds a passkey of this account. Use it, or choose another device or security key.";
    case "ConstraintError":
    case "NotSupportedError":
      return "This device cannot check that it is you. Set up a screen lock, fingerprint or PIN, or use another device or security key.";
    case "SecurityError":
      return `The browser does not allow passkeys at this address. Open Keyholder at ${origin}.`;
    default:
      return "The device could not use the passkey. Try again, or use another device or security key.";
  }
}

function nameOf(error: unknown): { name: string; code: string } {
  if (!(error instanceof Error)) return { name: "", code: "" };
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  const cause = error.cause instanceof Error ? error.cause.name : "";
  return { name: cause || error.name, code };
}
