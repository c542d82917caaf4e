import { leakSentence, refusalWords, type LeaksAnswer } from '../../model/index.ts';

/** Findings that need no model first, then leaks with their money, then how many comparisons were made. */
export function leakLines(answer: LeaksAnswer): string[] {
  return [
    ...answer.findings.map((finding) => finding.sentence),
    ...(answer.findings.length > 0 ? [''] : []),
    ...(answer.refusal ? refusalWords(answer.refusal) : [...answer.leaks.map(leakSentence), ...(answer.leaks.length === 0 ? [answer.sentence] : [])]),
    ...(answer.comparisons > 0 ? [`${answer.comparisons} comparisons made; false discoveries held at ${Math.round(answer.falseDiscoveryRate * 100)} %.`] : []),
  ];
}
