import { Failure } from '../model/index.ts';

/** How long a link lives, from an option. Throws `Failure('bad_request')`. */
export function wholeDays(text = '30'): number {
  const days = Number(text);
  if (Number.isInteger(days) && days >= 1 && days <= 365) return days;
  throw new Failure('bad_request', `"${text}" is not a number of days.`, 'Give a whole number from 1 to 365.');
}
