import { defaultCategory } from './security.ts';

/**
 * Who reads by each way on which something that came in a `digitalData` can leave, as categories of its `security` rules. What is
 * controlled and not for them stays behind.
 */
export const readersOfWaysOut = {
  /** Lists of events, as the API and the command line answer them: analysis, not the site itself. */
  events: ['Analytics'],
  /** Statements of people in SQL. */
  sql: ['Analytics'],
  /** The person's own page and file: what is said of them is theirs. */
  ownPage: [defaultCategory],
  /** A profile as a file, unless other readers are named. */
  profile: [defaultCategory],
  /** Whatever goes to others without their being named. */
  others: [],
} as const satisfies Record<string, readonly string[]>;
