/** Every failure that a caller can act on: its HTTP status, and the default message for people. */
export const errorCodes = {
  INVALID_INPUT: {
    status: 422,
    message: "Some of what you entered isn't valid. Check the marked fields.",
  },
  MALFORMED: {
    status: 400,
    message: "The request could not be read. Check how it is written.",
  },
  WRONG_METHOD: {
    status: 405,
    message: "This method is not used here. Use one of those in the Allow header.",
  },
  WRONG_TYPE: {
    status: 415,
    message: "Send JSON, with the content type application/json.",
  },
  TOO_LARGE: { status: 413, message: "The request is larger than 1 MB." },
  NOT_SIGNED_IN: { status: 401, message: "You are not signed in. Sign in and try again." },
  SECOND_FACTOR_MISSING: {
    status: 403,
    message: "Your business asks for a second factor at sign-in. Add one in your browser, then try again.",
  },
  NETWORK_NOT_ALLOWED: {
    status: 403,
    message:
      "Your business allows this only from its own networks. Connect to one of them, or ask an owner of your business.",
  },
  CONFIRM_IDENTITY: { status: 403, message: "Confirm that it's you, then send it again." },
  FORBIDDEN: { status: 403, message: "Your role does not allow this. Ask an owner of your business." },
  NOT_FOUND: {
    status: 404,
    message:
      "This page doesn't exist, or you don't have access to it. Check the address, or go back to the list.",
  },
  DUPLICATE: { status: 409, message: "This already exists. Choose another value." },
  STALE: {
    status: 409,
    message: "Someone else changed this in the meantime. Reload and repeat your change.",
  },
  KEY_REUSED: { status: 409, message: "This idempotency key was used for something else. Use a fresh key." },
  NOT_DONE: { status: 409, message: "This has not been done. Send it again to do it." },
  RULE_BROKEN: {
    status: 409,
    message: "A rule of your business does not allow this. Ask an owner what to do instead.",
  },
  TOO_MANY: { status: 429, message: "Too many requests. Wait a minute and try again." },
  BUSY: { status: 503, message: "The portal is busy. Try again in a moment." },
  UNAVAILABLE: {
    status: 503,
    message: "The portal can't reach its database. Nothing is lost. Try again in a minute.",
  },
  READ_ONLY: {
    status: 503,
    message:
      "Nothing can be saved at the moment, but you can still look things up. Try again later, or contact support and quote this message.",
  },
  UNKNOWN_OUTCOME: {
    status: 503,
    message: "The database did not confirm this. Look whether it was done before you repeat it.",
  },
  BROKEN: {
    status: 500,
    message:
      "Something went wrong on our side. Try again. If it happens again, contact support and quote this message.",
  },
} as const;
