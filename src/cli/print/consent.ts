import type { ConsentAnswer } from '../../model/index.ts';

/** Purposes with yes or no and why, then the ledger, newest last. */
export function consentLines(answer: ConsentAnswer): string[] {
  return [
    `${answer.person}${answer.records.length > 1 ? `, ${answer.records.length} records: ${answer.records.join(', ')}` : ''}`,
    ...answer.purposes.map(({ purpose, allowed, why }) => `  ${allowed ? 'yes' : 'no '}  ${purpose}: ${why}`),
    ...(answer.ledger.length === 0 ? ['Nothing was said yet.'] : answer.ledger.map((entry) => `  ${entry.at.slice(0, 10)}  ${entry.statement} ${entry.purpose} (${entry.subject}), told by ${entry.source}${entry.wording ? `: "${entry.wording}"` : ''}`)),
  ];
}
