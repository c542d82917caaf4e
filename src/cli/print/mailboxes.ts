import type { MailboxWord } from '../../model/index.ts';

/** A word on a mail box in one line. */
export function mailboxLine({ owner, statement, subjects, wording, source, at, by }: MailboxWord): string {
  const what = statement === 'withdrawn' ? 'withdrawn' : subjects ? 'given, subjects included' : 'given, without subjects';
  return `${owner}: ${what}, ${at.slice(0, 16).replace('T', ' ')} UTC, ${source}${by === null ? '' : `, written down by ${by}`}${wording === null ? '' : `: "${wording}"`}`;
}
