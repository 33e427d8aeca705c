import { randomUUID } from "node:crypto";
import { blindIndex, open, seal } from "@/lib/db/encryption/encryption.ts";

/** The cost of encrypting a token of the issuer, in microseconds. */
export interface EncryptionFigure {
  readonly seal: number;
  readonly open: number;
  readonly blindIndex: number;
}

const calls = 50_000;

export function measureEncryption(): EncryptionFigure {
  const place = { model: "Card", field: "lithicCardToken", accountId: 1 };
  const token = randomUUID();
  const sealed = seal(token, place);
  return {
    seal: microseconds(() => seal(token, place)),
    open: microseconds(() => open(sealed, place)),
    blindIndex: microseconds(() => blindIndex(place.model, place.field, token)),
  };
}

function microseconds(call: () => unknown): number {
  for (let n = 0; n < calls / 10; n++) call();
  const started = performance.now();
  for (let n = 0; n < calls; n++) call();
  return ((performance.now() - started) * 1000) / calls;
}
