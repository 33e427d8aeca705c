import { randomUUID } from "node:crypto";
import { isIP } from "node:net";
import { correctAnswers } from "./correct-answers.mjs";
import { framedHeaders, framedPath, isLasting, plainPolicy, securityHeaders } from "./security-headers.mjs";

const maxBodyBytes = 1_000_000;
// The routes that accept files, see app/api/cards/issue-by-csv and app/api/users/invite-by-csv.
const maxFileBytes = 2_000_000;
const takesFiles = /^\/api\/(?:cards\/issue|users\/invite)-by-csv(?:[/?]|$)/;
const maxBytesAt = (url) => (takesFiles.test(url) ? maxFileBytes : maxBodyBytes);
const pageMethods = new Set(["GET", "HEAD", "POST"]);
const apiMethods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]);

/** Wraps a request handler. Answers get the security headers. Requests lose the headers that only
 *  the server may set, and gain the client's address. Forbidden requests are refused.
 *  `trustedProxies` is the number of proxies in front. `portalUrl` is the address where people
 *  reach the portal, if it is known. */
export function guarded(handle, { trustedProxies = 0, portalUrl } = {}) {
  const host = portalUrl && new URL(portalUrl).host;
  return (request, response) => {
    setHeaders(request, response);
    const refusal = unmet(request) ?? refusalOf(request, host);
    if (refusal) return refuse(request, response, refusal);
    cleanHeaders(request, clientAddress(request, trustedProxies), host);
    limitBody(request, response);
    return correctAnswers(request, response, {
      handle: () => handle(request, response),
      refuse: (why) => refuse(request, response, why),
    });
  };
}

/** Answers a request that could not be parsed. */
export function refuseUnreadable(error, socket) {
  if (error.code === "ECONNRESET" || !socket.writable) return socket.destroy();
  const status = {
    HPE_HEADER_OVERFLOW: "431 Request Header Fields Too Large",
    ERR_HTTP_REQUEST_TIMEOUT: "408 Request Timeout",
  };
  const headers = Object.entries({
    ...securityHeaders,
    "Content-Security-Policy": plainPolicy,
    "Cache-Control": "no-store",
  });
  const lines = [
    `HTTP/1.1 ${status[error.code] ?? "400 Bad Request"}`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
  ];
  socket.end(`${lines.join("\r\n")}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function setHeaders(request, response) {
  for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
  response.setHeader("Content-Security-Policy", plainPolicy);
  if (request.url.split("?")[0] === framedPath)
    for (const [name, value] of Object.entries(framedHeaders)) response.setHeader(name, value);
  // The API document is the same for everybody and sets its own cache time.
  if (!isLasting(request.url) && request.url !== "/api/openapi.json")
    response.setHeader("Cache-Control", "no-store");
}

// What Node would refuse by itself, without the headers of the portal.
function unmet({ httpVersion, headers }) {
  if (headers.host === undefined && httpVersion === "1.1")
    return { status: 400, code: "MALFORMED", message: "The Host header is missing." };
  if (headers.expect !== undefined && !/^100-continue$/i.test(headers.expect))
    return { status: 400, code: "MALFORMED", message: "Nothing but 100-continue can be expected here." };
}

function refusalOf({ url, method, headers }, host = headers.host) {
  // An absolute address in the request line could make the server call another server.
  if (!url.startsWith("/") || url.startsWith("//"))
    return { status: 400, code: "MALFORMED", message: "The address is not a path." };
  if (!isDecodable(url)) return { status: 400, code: "MALFORMED", message: "The address cannot be decoded." };
  const allowed = isApi(url) ? apiMethods : pageMethods;
  if (!allowed.has(method))
    return {
      status: 405,
      code: "WRONG_METHOD",
      message: "This method is not used here.",
      allow: [...allowed].join(", "),
    };
  if (!["GET", "HEAD"].includes(method) && isForeign(headers, host))
    return { status: 403, code: "FORBIDDEN", message: "This request came from another site." };
  if (Number(headers["content-length"] ?? 0) > maxBytesAt(url)) return tooLarge(url);
}

function isDecodable(url) {
  try {
    decodeURI(url.split("?")[0]);
    return true;
  } catch {
    return false;
  }
}

// Refuses requests that certainly come from a page of another site, because Next would answer them
// as a server error. lib/auth/same-origin.ts decides on requests without an origin.
function isForeign({ "sec-fetch-site": site, origin }, host) {
  if (site !== undefined) return site === "cross-site" || site === "same-site";
  return origin !== undefined && !(URL.canParse(origin) && new URL(origin).host === host);
}

const tooLarge = (url) => ({
  status: 413,
  code: "TOO_LARGE",
  message: `The body is larger than ${maxBytesAt(url) / 1_000_000} MB.`,
});

function refuse(request, response, refusal) {
  const { type, text } = isApi(request.url)
    ? problemDetails(refusal)
    : { type: "text/plain", text: refusal.message };
  if (refusal.allow) response.setHeader("Allow", refusal.allow);
  for (const name of ["Content-Length", "Content-Encoding", "ETag"]) response.removeHeader(name);
  response.writeHead(refusal.status, { "Content-Type": `${type}; charset=utf-8`, Connection: "close" });
  // Does not wait for the rest of the request.
  response.end(request.method === "HEAD" ? undefined : text, () => request.socket.destroySoon());
}

const isApi = (url) => url.startsWith("/api/");

// The same format as in lib/http/route-handler.ts, with the codes of lib/error-codes.ts.
function problemDetails({ status, code, message }) {
  const body = { type: "about:blank", title: code, status, detail: `${message} Nothing was changed.`, code };
  return { type: "application/problem+json", text: JSON.stringify(body) };
}

// Proxies, frameworks or this server set all headers that start with x-. Browsers set none that the
// portal needs.
function cleanHeaders(request, address, host) {
  for (const name of Object.keys(request.headers))
    if (name.startsWith("x-") || name === "forwarded" || name === "next-resume") delete request.headers[name];
  request.headers["x-portal-client-ip"] = address;
  request.headers["x-portal-request-id"] = randomUUID();
  if (host) request.headers.host = host;
  request.rawHeaders = Object.entries(request.headers).flatMap(([name, value]) =>
    [value].flat().flatMap((one) => [name, one]),
  );
}

// Each proxy appends the address it heard from, so the client's address is as many places from the
// right as there are proxies. Addresses further left are not trustworthy.
function clientAddress(request, trustedProxies) {
  const heard = String(request.headers["x-forwarded-for"] ?? "").split(",");
  const said = trustedProxies > 0 ? (heard.at(-trustedProxies) ?? "").trim() : "";
  const address = isIP(said) ? said : (request.socket.remoteAddress ?? "");
  return address.replace(/^::ffff:(?=\d+\.)/i, "");
}

// Counts the bytes of a body without a stated length while they arrive.
function limitBody(request, response) {
  const push = request.push.bind(request);
  let size = 0;
  request.push = (chunk, encoding) => {
    size += chunk?.length ?? 0;
    if (size <= maxBytesAt(request.url)) return push(chunk, encoding);
    if (response.headersSent) request.socket.destroy();
    else refuse(request, response, tooLarge(request.url));
    return false;
  };
}
