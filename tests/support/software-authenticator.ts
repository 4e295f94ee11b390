import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";
import { isoCBOR } from "@simplewebauthn/server/helpers";

type Flags = { userPresent?: boolean; userVerified?: boolean; backupEligible?: boolean; backedUp?: boolean };
type Surroundings = { origin?: string; crossOrigin?: boolean; rpId?: string };

/** An authenticator in software: makes passkeys and signs with them, also in ways that a browser never would. */
export class SoftwareAuthenticator {
  readonly credentialId = randomBytes(32).toString("base64url");
  private readonly privateKey: KeyObject;
  private readonly coseKey: Uint8Array;
  private readonly home: { origin: string; rpId: string };
  private userHandle = "";
  counter = 0;

  constructor(origin: string) {
    this.home = { origin, rpId: new URL(origin).hostname };
    const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    this.privateKey = privateKey;
    const { x = "", y = "" } = publicKey.export({ format: "jwk" });
    const cose = new Map<number, number | Uint8Array>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, new Uint8Array(Buffer.from(x, "base64url"))],
      [-3, new Uint8Array(Buffer.from(y, "base64url"))],
    ]);
    this.coseKey = isoCBOR.encode(cose);
  }

  /** Makes the passkey, as `navigator.credentials.create` answers in JSON. */
  register(options: { challenge: string; user: { id: string } }, how: Flags & Surroundings = {}) {
    this.userHandle = options.user.id;
    const id = Buffer.from(this.credentialId, "base64url");
    const attested = Buffer.concat([Buffer.alloc(16), uint16(id.length), id, this.coseKey]);
    const authData = Buffer.concat([this.authData(how, true), attested]);
    const attestationObject = isoCBOR.encode(
      new Map<string, string | Map<string, never> | Uint8Array>([
        ["fmt", "none"],
        ["attStmt", new Map<string, never>()],
        ["authData", new Uint8Array(authData)],
      ]),
    );
    return {
      ...this.outer(),
      response: {
        clientDataJSON: this.clientData("webauthn.create", options.challenge, how).toString("base64url"),
        attestationObject: Buffer.from(attestationObject).toString("base64url"),
        transports: ["internal" as const],
      },
    };
  }

  /** Uses the passkey, as `navigator.credentials.get` answers in JSON. */
  authenticate(
    options: { challenge: string },
    how: Flags & Surroundings & { userHandle?: string; counter?: number } = {},
  ) {
    this.counter = how.counter ?? this.counter;
    const authData = this.authData(how, false);
    const clientData = this.clientData("webauthn.get", options.challenge, how);
    const signed = Buffer.concat([authData, createHash("sha256").update(clientData).digest()]);
    const userHandle = how.userHandle ?? this.userHandle;
    return {
      ...this.outer(),
      response: {
        clientDataJSON: clientData.toString("base64url"),
        authenticatorData: authData.toString("base64url"),
        signature: sign("sha256", signed, this.privateKey).toString("base64url"),
        ...(userHandle ? { userHandle } : {}),
      },
    };
  }

  private outer() {
    const type = "public-key" as const;
    return { id: this.credentialId, rawId: this.credentialId, type, clientExtensionResults: {} };
  }

  private authData(how: Flags & Surroundings, attested: boolean): Buffer {
    const { userPresent = true, userVerified = true, backupEligible = false, backedUp = false } = how;
    const flags =
      (userPresent ? 0x01 : 0) |
      (userVerified ? 0x04 : 0) |
      (backupEligible ? 0x08 : 0) |
      (backedUp ? 0x10 : 0) |
      (attested ? 0x40 : 0);
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(this.counter);
    const rpIdHash = createHash("sha256")
      .update(how.rpId ?? this.home.rpId)
      .digest();
    return Buffer.concat([rpIdHash, Buffer.of(flags), counter]);
  }

  private clientData(type: string, challenge: string, how: Surroundings): Buffer {
    const { origin = this.home.origin, crossOrigin = false } = how;
    return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin }));
  }
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}
