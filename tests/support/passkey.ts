import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { isoCBOR } from "@simplewebauthn/server/helpers";

const sha256 = (data: string | Uint8Array) => createHash("sha256").update(data).digest();
const base64url = (data: Uint8Array | string) => Buffer.from(data).toString("base64url");

/** A passkey as a browser and its key would answer, made by hand (WebAuthn, ES256, no attestation). */
export function softPasskey(origin: string) {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const { x, y } = publicKey.export({ format: "jwk" }) as { x: string; y: string };
  const id = randomBytes(16);
  let counter = 0;
  const rpIdHash = sha256(new URL(origin).hostname);
  const client = (type: string, challenge: string, at = origin) => base64url(JSON.stringify({ type, challenge, origin: at, crossOrigin: false }));
  const data = (flags: number) => {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(++counter);
    return Buffer.concat([rpIdHash, Buffer.from([flags]), count]);
  };
  const answer = (response: object) => JSON.stringify({ id: base64url(id), rawId: base64url(id), type: "public-key", clientExtensionResults: {}, response });
  return {
    /** Answers a registration's challenge. */
    make(challenge: string): string {
      const cose = isoCBOR.encode(new Map<number, number | Uint8Array>([[1, 2], [3, -7], [-1, 1], [-2, new Uint8Array(Buffer.from(x, "base64url"))], [-3, new Uint8Array(Buffer.from(y, "base64url"))]]) as never);
      const authData = Buffer.concat([data(0x45), Buffer.alloc(16), Buffer.from([0, id.length]), id, cose]);
      const attestationObject = isoCBOR.encode(new Map<string, unknown>([["fmt", "none"], ["attStmt", new Map()], ["authData", new Uint8Array(authData)]]) as never);
      return answer({ clientDataJSON: client("webauthn.create", challenge), attestationObject: base64url(attestationObject), transports: ["internal"] });
    },
    /** Signs a sign-in's challenge, on this portal's page or on another's. */
    sign(challenge: string, at = origin): string {
      const clientDataJSON = client("webauthn.get", challenge, at);
      const authenticatorData = data(0x05);
      const signature = sign("sha256", Buffer.concat([authenticatorData, sha256(Buffer.from(clientDataJSON, "base64url"))]), privateKey);
      return answer({ clientDataJSON, authenticatorData: base64url(authenticatorData), signature: base64url(signature) });
    },
    /** The same again: what a thief who listened would send. */
    back() { counter = 0; },
  };
}
