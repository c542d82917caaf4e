import { Failure } from '../model/index.ts';

/** What time a letter covers, from an option. Throws `Failure('bad_request')`. */
export function digestEvery(text = 'week'): 'day' | 'week' {
  if (text === 'day' || text === 'week') return text;
  throw new Failure('bad_request', `A letter covers a day or a week, not "${text}".`, 'Give --every day or --every week.');
}
