import { createHash, randomBytes, randomUUID } from "node:crypto";
import { z } from "zod";
import { secondsBefore } from "@/lib/lithic/decision/windows.ts";
import { emit } from "@/lib/lithic/simulator/events/events.ts";
import { type Answer, ApiError, type Call, ok, param, parse } from "../call.ts";
import { cardOf, type KeptCard } from "./card.ts";
import { cssOf, type PinSetting, pinSettingOf } from "./embed-options.ts";

const longest = 600;
const details = ["PAN", "CVV", "EXP_MONTH", "EXP_YEAR"] as const;
type Detail = (typeof details)[number];
const embedTypes = [...details, "PIN_SETTING"] as const;

const isOrigin = (value: string) =>
  URL.canParse(value) && new URL(value).origin === value && /^https:|^http:\/\/localhost(:|$)/.test(value);

const inEachSession = {
  target_origin: z.string().refine(isOrigin, "must be an HTTPS origin"),
  expiration: z.int().optional(),
};

const session = z.discriminatedUnion("type", [
  z.strictObject({ ...inEachSession, type: z.literal("CARD_EMBED") }),
  z.strictObject({
    ...inEachSession,
    type: z.literal("PIN_SETTING_EMBED"),
    max_pin_length: z.int().min(4).max(8).default(8),
  }),
]);

interface SessionRow {
  seq: number;
  id: string;
  card_token: string;
  target_origin: string;
  expires: string;
  viewed: string;
  max_pin_length: number | null;
}

/** Opens a session in which a page of the given origin may show each detail of a card once, or the
 *  control that sets its PIN. */
export function createEmbedSession(call: Call): Answer {
  const { card } = cardOf(call, param(call, "card_token"));
  const given = parse(session, call.body);
  const { target_origin, expiration } = given;
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
  if (given.type === "PIN_SETTING_EMBED")
    call.store.run("INSERT INTO pin_sessions VALUES (?, ?)", hashed(secret), given.max_pin_length);
  const { token: card_token, account_token } = card;
  emit(call, "embed.session_generated", {
    session_id: id,
    card_token,
    account_token,
    session_type: given.type,
    device_details,
  });
  return ok({ session: secret });
}

/** The page in an iframe: one detail of the card, or the control that sets its PIN, in the caller's
 *  styles. */
export function getEmbed(call: Call): Answer {
  const { store, now, query } = call;
  const detail = parse(z.enum(embedTypes), query.get("type"));
  const css = cssOf(query.get("styles"));
  const pinSetting = pinSettingOf(query.get("configuration"));
  const row = store.get<SessionRow>(
    "SELECT * FROM embed_sessions LEFT JOIN pin_sessions USING (hash) WHERE hash = ?",
    hashed(query.get("session") ?? ""),
  );
  const viewed = row?.viewed.split(" ") ?? [];
  if (!row || row.expires <= now.toISOString() || viewed.includes(detail))
    throw new ApiError(401, "The session is used or expired");
  if ((detail === "PIN_SETTING") !== (row.max_pin_length !== null))
    throw new ApiError(401, "The session is of another type");
  store.run("UPDATE embed_sessions SET viewed = ? WHERE seq = ?", [...viewed, detail].join(" "), row.seq);
  const kept = cardOf(call, row.card_token);
  const { token: card_token, account_token } = kept.card;
  if (detail !== "PIN_SETTING")
    emit(call, "embed.viewed", {
      session_id: row.id,
      card_token,
      account_token,
      embed_type: detail,
      device_details,
    });
  const body =
    detail === "PIN_SETTING" ? pinInputs(pinSetting, row.max_pin_length ?? 8) : shown(kept, detail);
  return {
    status: 200,
    html: `<!doctype html><html lang="en"><meta charset="utf-8"><title>Card detail</title><style>${css}</style><body>${body}</body></html>`,
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

// The specification has no request that submits the PIN, so the control only looks like Lithic's.
function pinInputs({ layout, placeholder }: PinSetting, length: number): string {
  const input = (max: number, hint: string) =>
    `<input inputmode="numeric" autocomplete="off" type="password" aria-label="PIN" maxlength="${max}" placeholder="${escaped(hint)}">`;
  return layout === "MULTI_INPUT" ? input(1, "").repeat(length) : input(length, placeholder);
}

const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.codePointAt(0)};`);
