import { createHmac } from "node:crypto";

/**
 * HMAC-SHA-256 in base64url. JavaScript, because threads run it too.
 * @param {string} text
 * @param {import("node:crypto").KeyObject} key
 */
export const linkOfText = (text, key) => createHmac("sha256", key).update(text).digest("base64url");
