import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomFillSync,
} from "node:crypto";
import { env } from "@/lib/process/env.ts";
import type { KeyRing } from "@/lib/process/env-values.ts";

/** Where a value is stored. The ciphertext is bound to it and cannot be decrypted elsewhere. */
export interface Place {
  readonly model: string;
  readonly field: string;
  readonly accountId: number;
}

/** A ciphertext that cannot be decrypted: it was tampered with or moved from another place, or
 *  its key is gone. The error gives no further details. */
export class UnreadableError extends Error {
  override readonly name = "UnreadableError";
  constructor(place: Place) {
    super(`${place.model}.${place.field} of account ${place.accountId} cannot be decrypted`);
  }
}

const tagLength = 16;
const ivLength = 12;
const subkeys = new WeakMap<Buffer, Readonly<Record<Use, KeyObject>>>();

type Use = "encrypt" | "index";

function subkey(ring: KeyRing, keyId: string, use: Use): KeyObject | undefined {
  const key = ring.keys.get(keyId);
  if (!key) return undefined;
  let derived = subkeys.get(key);
  if (!derived) {
    const derive = (use: Use) =>
      createSecretKey(Buffer.from(hkdfSync("sha256", key, "", `portal field ${use}`, 32)));
    derived = { encrypt: derive("encrypt"), index: derive("index") };
    subkeys.set(key, derived);
  }
  return derived[use];
}

// Random bytes for many IVs cost about as much as for one. Each part of the pool is used once.
const ivPool = Buffer.alloc(ivLength * 512);
let ivsTaken = ivPool.length;

function freshIv(): Buffer {
  if (ivsTaken === ivPool.length) {
    randomFillSync(ivPool);
    ivsTaken = 0;
  }
  ivsTaken += ivLength;
  return ivPool.subarray(ivsTaken - ivLength, ivsTaken);
}

const boundTo = ({ model, field, accountId }: Place) => Buffer.from(`v1|${model}|${field}|${accountId}`);

/** Encrypts a text for its place with AES-256-GCM (NIST SP 800-38D) under the newest key:
 *  `v1.<key>.<base64url of iv, ciphertext, tag>`. */
export function seal(plaintext: string, place: Place, ring: KeyRing = env().FIELD_KEYS): string {
  const iv = freshIv();
  const cipher = createCipheriv("aes-256-gcm", subkey(ring, ring.writing, "encrypt") as KeyObject, iv, {
    authTagLength: tagLength,
  });
  cipher.setAAD(boundTo(place));
  const sealed = Buffer.concat([iv, cipher.update(plaintext, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return `v1.${ring.writing}.${sealed.toString("base64url")}`;
}

/** Decrypts what `seal` encrypted for the same place. Throws UnreadableError for anything else. */
export function open(sealed: string, place: Place, ring: KeyRing = env().FIELD_KEYS): string {
  const [version, keyId = "", body = "", ...rest] = sealed.split(".");
  const key = subkey(ring, keyId, "encrypt");
  const bytes = Buffer.from(body, "base64url");
  // Several base64url texts can decode to the same bytes. Only the one that
  // `seal` writes is accepted.
  const canonical = bytes.toString("base64url") === body;
  if (version !== "v1" || rest.length || !key || !canonical || bytes.length < ivLength + tagLength)
    throw new UnreadableError(place);
  const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, ivLength), {
    authTagLength: tagLength,
  });
  decipher.setAAD(boundTo(place));
  decipher.setAuthTag(bytes.subarray(-tagLength));
  try {
    return decipher.update(bytes.subarray(ivLength, -tagLength), undefined, "utf8") + decipher.final("utf8");
  } catch {
    throw new UnreadableError(place);
  }
}

/** Keyed hashes of a text under each key of the ring, the newest first. They show whether two
 *  texts are equal without revealing them. */
export function fingerprints(text: string, ring: KeyRing = env().FIELD_KEYS): string[] {
  return [...ring.keys.keys()].map((keyId) => indexUnder(keyId, "", "fingerprint", text, ring));
}

/** A keyed hash for finding a sealed value: 43 characters, the same in every account, made with
 *  the newest key. */
export function blindIndex(
  model: string,
  field: string,
  value: string,
  ring: KeyRing = env().FIELD_KEYS,
): string {
  return indexUnder(ring.writing, model, field, value, ring);
}

/** The hashes that a value may be stored under during key rotation, one for each key. */
export function blindIndexes(
  model: string,
  field: string,
  value: string,
  ring: KeyRing = env().FIELD_KEYS,
): string[] {
  return [...ring.keys.keys()].map((keyId) => indexUnder(keyId, model, field, value, ring));
}

function indexUnder(keyId: string, model: string, field: string, value: string, ring: KeyRing): string {
  return createHmac("sha256", subkey(ring, keyId, "index") as KeyObject)
    .update(`${model}.${field}\0${value}`)
    .digest("base64url");
}
