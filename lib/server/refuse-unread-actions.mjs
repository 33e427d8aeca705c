import { watchActions } from "../process/begun-actions.mjs";

const unread = {
  status: 400,
  code: "MALFORMED",
  message: "The form could not be read. Reload the page and send it again. Nothing was changed.",
};
const unknown = {
  code: "MALFORMED",
  message:
    "The portal does not know this form. It may have been updated: reload the page. Nothing was changed.",
};

/** Handles a request that may call a server action. Next answers 500 when it cannot read the call,
 *  and with an empty object when it passed the call on to itself. As long as no action of the portal
 *  began, the request is at fault, and `refuse` answers it. */
export function refuseUnreadActions(request, response, { handle, refuse }) {
  if (!mayCallAction(request)) return handle();
  return watchActions((hasBegun) => {
    beforeAnswer(response, (status) => {
      if (response.hasHeader("x-nextjs-action-not-found")) return refuse({ ...unknown, status });
      const type = String(response.getHeader("content-type") ?? "");
      if (!hasBegun() && (status >= 500 || type.startsWith("application/json"))) refuse(unread);
    });
    return handle();
  });
}

const mayCallAction = ({ method, url, headers }) =>
  method === "POST" &&
  !url.startsWith("/api/") &&
  (headers["next-action"] !== undefined || /^multipart\/form-data/i.test(headers["content-type"] ?? ""));

// Calls `decide` when the answer is about to begin. If that ends the answer, the rest of what would
// have been written is dropped.
function beforeAnswer(response, decide) {
  let isDecided = false;
  let isDropped = false;
  for (const name of ["writeHead", "flushHeaders", "write", "end"]) {
    const original = response[name];
    response[name] = (...given) => {
      if (isDropped) return name === "write" ? true : response;
      if (isDecided) return original.apply(response, given);
      isDecided = true;
      decide(name === "writeHead" ? given[0] : response.statusCode);
      if (!response.writableEnded) return original.apply(response, given);
      isDropped = true;
      return name === "write" ? true : response;
    };
  }
}
