import { withRequestNotes } from "../process/request-notes.mjs";

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

/** Handles a request, and corrects what Next would answer with 500. As long as no action of the
 *  portal began, a call of an action is at fault itself, and `refuse` answers it. A page that could
 *  not read the database is 503. */
export function correctAnswers(request, response, { handle, refuse }) {
  return withRequestNotes(response, (notes) => {
    beforeAnswer(response, (status) => {
      if (mayCallAction(request)) {
        if (response.hasHeader("x-nextjs-action-not-found")) return refuse({ ...unknown, status });
        if (!notes.hasBegunAction && isUnread(status, response)) return refuse(unread);
      }
      const secondsToWait = status === 500 ? passing[notes.failedStatus] : undefined;
      if (secondsToWait === undefined) return;
      response.setHeader("Retry-After", secondsToWait);
      response.statusCode = notes.failedStatus;
    });
    return handle();
  });
}

// The failures of a page that pass by themselves, and after how many seconds.
const passing = { 429: "60", 503: "5" };

const mayCallAction = ({ method, url, headers }) =>
  method === "POST" &&
  !url.startsWith("/api/") &&
  (headers["next-action"] !== undefined || /^multipart\/form-data/i.test(headers["content-type"] ?? ""));

// Next answers with an empty object when it passed the call on to itself in vain.
const isUnread = (status, response) =>
  status >= 500 || String(response.getHeader("content-type") ?? "").startsWith("application/json");

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
      if (name === "writeHead") response.statusCode = given.shift();
      decide(response.statusCode);
      isDropped = response.writableEnded;
      if (isDropped) return name === "write" ? true : response;
      return original.apply(response, name === "writeHead" ? [response.statusCode, ...given] : given);
    };
  }
}
