import { Failure, type Scope } from '../model/index.ts';
import { textOf, type Options } from './command.ts';

/** A date as it was typed. Throws `Failure('bad_request')` for what is none. */
export function dateOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(day) || new Date(day).toISOString().slice(0, 10) !== text) throw new Failure('bad_request', `"${text}" is no date.`, 'Write it as 2025-03-31.');
  return text;
}

/** The scope that a command's options ask for. */
export function scopeOf(options: Options): Scope {
  const asOf = dateOf(textOf(options, 'asOf'));
  return asOf === undefined ? {} : { asOf };
}
