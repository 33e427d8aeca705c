/** How often something may be done within some seconds: by one person, for one business, from one
 *  network. */
export interface Limit {
  readonly seconds: number;
  readonly person?: number;
  readonly business?: number;
  readonly network?: number;
}

/** The limits of everything that costs the portal much, in one table. Nobody at work meets them.
 *  They are counted in Redis when there is one, else in each process. */
export const limits = {
  /** Reads and changes that were refused. */
  refusal: { seconds: 60, person: 600, business: 3_000, network: 6_000 },
  /** Lists and suggestions that search, and questions whether a purchase would pass. */
  search: { seconds: 60, person: 1_200, business: 6_000, network: 6_000 },
  /** Files and choices of cards that are checked, and bulk jobs that are started. */
  check: { seconds: 60, person: 60, business: 180, network: 600 },
  /** Exports that are begun, and files of results. */
  export: { seconds: 60, person: 120, business: 360, network: 1_200 },
  /** Cards that are issued one by one, replacements too. Jobs of many cards do not count. */
  issue: { seconds: 60, person: 300, business: 900, network: 1_800 },
  /** Invitations that are mailed. */
  invite: { seconds: 60, person: 120, business: 360, network: 1_200 },
  /** Requests for a link to choose a new password: for one email address, and from one network. */
  resetRequest: { seconds: 15 * 60, person: 5, network: 60 },
  /** Requests for a link to another email address. */
  emailChange: { seconds: 15 * 60, person: 10, business: 60, network: 120 },
  /** Sign-ups of businesses: for one email address, and from one network. */
  signUpRequest: { seconds: 15 * 60, person: 5, network: 30 },
  /** Uses of links from emails, right and wrong. */
  linkUse: { seconds: 15 * 60, network: 300 },
  /** Wrong codes for set-up. */
  setupCode: { seconds: 15 * 60, network: 30 },
  /** Passwords whose strength is shown while they are typed. */
  passwordStrength: { seconds: 60, network: 240 },
  /** Requests with an API key, by the person who made it. */
  apiKey: { seconds: 60, person: 600, business: 1_800 },
  /** Requests with an API key that does not work. */
  wrongApiKey: { seconds: 60, network: 60 },
  /** Sign-ins, right and wrong: by email address, and from one network. */
  signIn: { seconds: 60, person: 120, network: 600 },
  /** Sign-ins that failed. */
  failedSignIn: { seconds: 15 * 60, network: 100 },
} as const satisfies Readonly<Record<string, Limit>>;

/** How many files a business downloads at once, such as exports. */
export const streamsAtOnce = 20;

/** How many requests of a business wait for their turn. */
export const maxWaitingForTurn = 100;

export type LimitName = keyof typeof limits;
