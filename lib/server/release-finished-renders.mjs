// Lets the memory of a finished render go. Load it before the server starts.
//
// React ends every render by aborting its cacheController with an Error whose stack nobody reads.
// V8 keeps the call sites of an unread stack, one of them the Immediate that ran the render. Node
// leaves that Immediate linked to the others of its batch, each with the async context of another
// request. So whatever holds one request holds all that came after it. Reading the stack makes it a
// text, and nothing is held any more.
//
// Known as react/react#37288, nodejs/node#66129 and vercel/next.js#97434, #84648. Delete this file
// once Next carries a React with react/react#37289, which is open as of React 19.3.1 and Next
// 16.4.6, and `npm run bench -- --only soak` holds without it.
const { abort } = AbortController.prototype;

AbortController.prototype.abort = function (...reason) {
  abort.apply(this, reason);
  void this.signal.reason?.stack;
};
