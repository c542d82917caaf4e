/** Why something is left out. Closed: a new reason is declared here, and every one is counted. */
export const leftOutReasons = {
  bulk: 'bulk or automatic mail (List-Id, Auto-Submitted, Precedence or a no-reply address)',
  internal: 'between colleagues alone',
  private_folder: 'in private folders',
  private_mark: 'marked private or confidential',
  private_address: 'with private addresses alone',
  excluded: 'on the exclusion list',
  withheld: 'with people who refuse to be kept or were forgotten',
  unknown: 'with nobody known (keep them with --setting unknown=keep)',
  cancelled: 'cancelled',
  declined: 'declined',
  not_begun: 'not begun yet',
  early: 'before the first day to be read',
  repeated: 'seen before in this run (another folder or calendar)',
  no_date: 'without a date that can be read',
} as const;
export type LeftOutReason = keyof typeof leftOutReasons;

/** Counts what becomes of everything that was looked at: looked at = taken + left out. */
export class Tally {
  readonly #what: string;
  readonly #leftOut = new Map<LeftOutReason, number>();
  #taken = 0;

  /** `what`: what is counted, in the plural. */
  constructor(what: string) {
    this.#what = what;
  }

  take(): void {
    this.#taken += 1;
  }

  leaveOut(reason: LeftOutReason, times = 1): void {
    if (times > 0) this.#leftOut.set(reason, (this.#leftOut.get(reason) ?? 0) + times);
  }

  /** One line for all, and one for each reason. Numbers alone. */
  lines(): string[] {
    const left = [...this.#leftOut.values()].reduce((sum, times) => sum + times, 0);
    const reasons = Object.entries(leftOutReasons).flatMap(([reason, words]) => {
      const times = this.#leftOut.get(reason as LeftOutReason);
      return times === undefined ? [] : [`left out, ${words}: ${times}`];
    });
    return [`${this.#what} looked at: ${this.#taken + left}, taken: ${this.#taken}, left out: ${left}`, ...reasons];
  }
}
