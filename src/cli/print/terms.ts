import { retentionRule, type SourceTerms } from '../../model/index.ts';

/** Terms of sources, one line each. */
export function termsLines(terms: readonly SourceTerms[]): string[] {
  if (terms.length === 0) return ['No source has terms: records are kept without end, and none is on loan.'];
  return terms.map(({ source, retentionDays, loan }) => `${source}: ${[retentionDays === null ? 'kept without end' : `kept until ${retentionRule(retentionDays)}`, ...(loan ? [loanWords(loan)] : [])].join('; ')}`);
}

const loanWords = (loan: NonNullable<SourceTerms['loan']>): string =>
  `lent by ${loan.lender} for ${loan.purposes.join(', ')}${loan.endedAt ? `, ended on ${loan.endedAt.slice(0, 10)}` : `, ${loan.until ? `until ${loan.until}` : 'until it is returned'}`}`;
