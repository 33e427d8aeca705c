import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomFillSync,
} from "node:crypto";
import { env, type KeyRing } from "@/lib/process/env.ts";

/** Where a value stands: bound into the ciphertext, so that it opens nowhere else. */
export interface Place {
  readonly model: string;
  readonly field: string;
  readonly accountId: number;
}

/** A ciphertext that cannot be opened: tampered with, moved from another place, or its key is gone. Says no more than that. */
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

// Random bytes cost about as much for many IVs as for one; each part of the pool is used once.
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

/** Encrypts a text for its place with AES-256-GCM (NIST SP 800-38D) under the newest key: `v1.<key>.<base64url of iv, ciphertext, tag>`. */
export function seal(plaintext: string, place: Place, ring: KeyRing = env().FIELD_KEYS): string {
  const iv = freshIv();
  const cipher = createCipheriv("aes-256-gcm", subkey(ring, ring.writing, "encrypt") as KeyObject, iv, {
    authTagLength: tagLength,
  });
  cipher.setAAD(boundTo(place));
  const sealed = Buffer.concat([iv, cipher.update(plaintext, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return `v1.${ring.writing}.${sealed.toString("base64url")}`;
}

/** Decrypts what `seal` made for the same place. Throws UnreadableError for anything else. */
export function open(sealed: string, place: Place, ring: KeyRing = env().FIELD_KEYS): string {
  const [version, keyId = "", body = "", ...rest] = sealed.split(".");
  const key = subkey(ring, keyId, "encrypt");
  const bytes = Buffer.from(body, "base64url");
  // Two texts can be the same bytes in base64url; only the one that seal writes is taken.
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

/** Keyed hashes of a text under each key of the ring, the newest first: whether it is the same as before, without saying what it is. */
export function fingerprints(text: string, ring: KeyRing = env().FIELD_KEYS): string[] {
  return [...ring.keys.keys()].map((keyId) => indexUnder(keyId, "", "fingerprint", text, ring));
}

/** A keyed hash to find a sealed value by: 43 characters, the same in every account, made with the newest key. */
export function blindIndex(
  model: string,
  field: string,
  value: string,
  ring: KeyRing = env().FIELD_KEYS,
): string {
  return indexUnder(ring.writing, model, field, value, ring);
}

/** The hashes a value may be stored under while keys are being rotated: one for each key. */
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
