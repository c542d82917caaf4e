import type { ForecastAnswer, ImportAnswer, LeaksAnswer } from '../../model/index.ts';
import { shortForecasts } from './forecast.ts';

/** What an import showed, after its receipt: the first finding, other findings without a model, then forecast or refusal. */
export function findingLines(imported: ImportAnswer, leaks: LeaksAnswer, forecasts: readonly ForecastAnswer[]): string[] {
  const sentences = new Set([imported.receipt?.firstFinding ?? '', ...leaks.findings.map((finding) => finding.sentence)]);
  sentences.delete('');
  return [...sentences, '', ...shortForecasts(forecasts)];
}
