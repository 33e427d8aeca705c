import { createHash, randomBytes, randomUUID } from "node:crypto";
import { z } from "zod";
import { emit } from "@/lib/lithic/simulator/events/events.ts";
import { type Answer, ApiError, type Call, ok, param, parse } from "../call.ts";
import { secondsBefore } from "../spending.ts";
import { cardOf, type KeptCard } from "./card.ts";

const longest = 600;
const details = ["PAN", "CVV", "EXP_MONTH", "EXP_YEAR"] as const;
type Detail = (typeof details)[number];

const isOrigin = (value: string) =>
  URL.canParse(value) && new URL(value).origin === value && /^https:|^http:\/\/localhost(:|$)/.test(value);

const session = z.strictObject({
  type: z.literal("CARD_EMBED", "The simulator shows cards; it sets no PIN"),
  target_origin: z.string().refine(isOrigin, "must be an HTTPS origin"),
  expiration: z.int().optional(),
});

interface SessionRow {
  seq: number;
  id: string;
  card_token: string;
  target_origin: string;
  expires: string;
  viewed: string;
}

/** Opens a session in which a page of the given origin may show each detail of a card once. */
export function createEmbedSession(call: Call): Answer {
  const { card } = cardOf(call, param(call, "card_token"));
  const { target_origin, expiration } = parse(session, call.body);
  const latest = secondsBefore(call.now, -longest);
  const expires = expiration === undefined ? latest : new Date(expiration * 1000);
  if (!(expires > call.now && expires <= latest))
    throw new ApiError(400, "expiration: must be within the next ten minutes");
  const secret = randomBytes(32).toString("base64url");
  const id = randomUUID();
  call.store.run(
    "INSERT INTO embed_sessions (hash, id, card_token, target_origin, expires) VALUES (?, ?, ?, ?, ?)",
    hashed(secret),
    id,
    card.token,
    target_origin,
    expires.toISOString(),
  );
  const { token: card_token, account_token } = card;
  emit(call, "embed.session_generated", {
    session_id: id,
    card_token,
    account_token,
    session_type: "CARD_EMBED",
    device_details,
  });
  return ok({ session: secret });
}

/** The page in an iframe: one detail of the card, in the caller's styles. */
export function getEmbed(call: Call): Answer {
  const { store, now, query } = call;
  const detail = parse(z.enum(details), query.get("type"));
  const styles = stylesOf(query.get("styles"));
  const row = store.get<SessionRow>(
    "SELECT * FROM embed_sessions WHERE hash = ?",
    hashed(query.get("session") ?? ""),
  );
  const viewed = row?.viewed.split(" ") ?? [];
  if (!row || row.expires <= now.toISOString() || viewed.includes(detail))
    throw new ApiError(401, "The session is used or expired");
  store.run("UPDATE embed_sessions SET viewed = ? WHERE seq = ?", [...viewed, detail].join(" "), row.seq);
  const kept = cardOf(call, row.card_token);
  const { token: card_token, account_token } = kept.card;
  emit(call, "embed.viewed", {
    session_id: row.id,
    card_token,
    account_token,
    embed_type: detail,
    device_details,
  });
  return {
    status: 200,
    html: `<!doctype html><html lang="en"><meta charset="utf-8"><title>Card detail</title><style>body{margin:0;${styles}}</style><body>${shown(kept, detail)}</body></html>`,
    headers: {
      "cache-control": "no-store",
      "content-security-policy": `default-src 'none'; style-src 'unsafe-inline'; frame-ancestors ${row.target_origin}`,
      "referrer-policy": "no-referrer",
    },
  };
}

const device_details = { ip_address: "127.0.0.1" };

const hashed = (secret: string) => createHash("sha256").update(secret).digest("hex");

function shown({ card, pan, cvv }: KeptCard, detail: Detail): string {
  return {
    PAN: pan.replace(/(.{4})(?=.)/g, "$1 "),
    CVV: cvv,
    EXP_MONTH: card.exp_month,
    EXP_YEAR: card.exp_year,
  }[detail];
}

const declarations = z.record(z.string().regex(/^[a-z-]+$/), z.string().regex(/^(?!.*url)[\w #.,%()'-]*$/i));

function stylesOf(encoded: string | null): string {
  if (encoded === null) return "";
  if (encoded.length > 4096) throw new ApiError(400, "styles: at most 4096 characters");
  try {
    const given = declarations.parse(JSON.parse(Buffer.from(encoded, "base64").toString("utf8")));
    return Object.entries(given)
      .map(([property, value]) => `${property}:${value}`)
      .join(";");
  } catch {
    throw new ApiError(400, "styles: must be a base64-encoded JSON object of plain CSS declarations");
  }
}
