/** The lifetimes that a person chooses from for a new API key, in days. */
export const keyLifetimes = [30, 90, 365] as const;
