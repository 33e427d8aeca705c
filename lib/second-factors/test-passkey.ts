import { createHash, createSign, generateKeyPairSync, randomBytes } from "node:crypto";
import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from "@simplewebauthn/server";

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64url");
const sha256 = (text: string | Uint8Array) => createHash("sha256").update(text).digest();

/** A device with one passkey (ES256), as a browser would answer for it. WebAuthn Level 3, section
 *  6 */
export class TestPasskey {
  readonly id = randomBytes(16);
  counter = 0;
  readonly #keys = generateKeyPairSync("ec", { namedCurve: "P-256" });

  /** The answer to `navigator.credentials.create`, as JSON. */
  make({ challenge, rp }: PublicKeyCredentialCreationOptionsJSON, origin: string): string {
    const { x = "", y = "" } = this.#keys.publicKey.export({ format: "jwk" });
    const key = Buffer.concat([
      Buffer.from("a5010203262001215820", "hex"),
      Buffer.from(x, "base64url"),
      Buffer.from("225820", "hex"),
      Buffer.from(y, "base64url"),
    ]);
    const length = Buffer.from([0, this.id.length]);
    const authData = Buffer.concat([
      this.#authData(rp.id ?? "", 0x45),
      Buffer.alloc(16),
      length,
      this.id,
      key,
    ]);
    const attestationObject = Buffer.concat([
      Buffer.from("a363666d74646e6f6e656761747453746d74a068617574684461746158", "hex"),
      Buffer.from([authData.length]),
      authData,
    ]);
    return this.#answer({
      clientDataJSON: clientData("webauthn.create", challenge, origin),
      attestationObject: base64(attestationObject),
    });
  }

  /** The answer to `navigator.credentials.get`, as JSON. */
  use({ challenge, rpId }: PublicKeyCredentialRequestOptionsJSON, origin: string): string {
    this.counter += 1;
    const authData = this.#authData(rpId ?? "", 0x05);
    const clientDataJSON = clientData("webauthn.get", challenge, origin);
    const signed = Buffer.concat([authData, sha256(Buffer.from(clientDataJSON, "base64url"))]);
    const signature = createSign("SHA256").update(signed).sign(this.#keys.privateKey);
    return this.#answer({
      clientDataJSON,
      authenticatorData: base64(authData),
      signature: base64(signature),
    });
  }

  #authData(host: string, flags: number): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(this.counter);
    return Buffer.concat([sha256(host), Buffer.from([flags]), counter]);
  }

  #answer(response: Record<string, string>): string {
    const id = base64(this.id);
    return JSON.stringify({ id, rawId: id, type: "public-key", clientExtensionResults: {}, response });
  }
}

const clientData = (type: string, challenge: string, origin: string) =>
  base64(Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false })));
