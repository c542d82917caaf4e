import type { SimulateOptions, Truth } from '../../src/market/index.ts';
import type { MarketAnswers } from './ask-market.ts';
import { coverageOf, pointsAt } from './forecast-scores.ts';
import type { LeakScore } from './leak-scores.ts';
import type { JudgedTrial } from './trial-figures.ts';

const percent = (share: number): string => `${Math.round(100 * share)} %`;
const points = (share: number): string => `${(100 * share).toFixed(1)} points`;

/** What was planted in a company, one line a thing; what is absent is left out. */
export function plantedLines({ planted, leak }: Truth): string[] {
  return [
    ...(planted.leak ? [`planted: a leak in ${planted.leak.stage}, ${planted.leak.product}: waits × ${planted.leak.waitFactor.toFixed(1)}, ${percent(planted.leak.extraLoss)} lost more, ${Math.round(leak?.expectedPerQuarter ?? 0)} euros of revenue a quarter`] : ['no leak planted']),
    ...(planted.segment ? [`planted: companies of ${planted.segment.sizeBand} people win ${planted.segment.effect > 0 ? 'more' : 'less'} often`] : []),
    ...(planted.line ? [`planted: a dividing line, ${planted.line.attribute} ${planted.line.value}`] : []),
    ...(planted.falseLine ? [`planted: a copied line without effect, ${planted.falseLine.attribute} ${planted.falseLine.value}`] : []),
    ...(planted.leakyColumn ? ['planted: a column written after the outcome, Fit Score'] : []),
    ...(planted.quiet ? [`planted: a quiet influencer, ${planted.quiet.kind}`] : []),
    ...(planted.loud ? [`planted: a loud one whom nobody listens to, ${planted.loud.kind}`] : []),
    planted.action ? `planted: an action with an effect, ${planted.action.name}` : 'no action effect planted',
  ];
}

/** One company's answers beside its truth. */
export function companyLines({ seed }: SimulateOptions, answers: MarketAnswers, known: Truth, judged: { readonly leak: LeakScore; readonly trial: JudgedTrial }): string[] {
  return [`company ${seed}`, ...plantedLines(known), ...rangeLines(answers), ...leakLines(answers, judged.leak), ...columnLine(judged.leak), trialLine(judged.trial)].map((line, index) => (index === 0 ? line : `  ${line}`));
}

const rangeLines = ({ backtest }: MarketAnswers): string[] => [1, 4, 8].map((week) => {
  const { inside, of } = coverageOf(pointsAt(backtest.points, week));
  return `said at week ${week}: ${inside} of ${of} past quarters inside the 8-in-10 range`;
});

function leakLines({ leaks }: MarketAnswers, { planted, chance }: LeakScore): string[] {
  const found = planted === null ? [] : [`the planted leak stands out by ${planted.oracleScore.toFixed(1)} standard deviations to one who knows where to look: ${planted.found ? 'found' : 'missed'}${planted.priceCovers === null ? '' : planted.priceCovers ? ', its true price is inside the range told' : ', its true price is outside the range told'}`];
  return [...leaks.leaks.map((leak) => `said: ${leak.sentence}`), ...(leaks.leaks.length === 0 ? [`said: ${leaks.sentence}`] : []), ...found, `of the leaks told, ${chance} at places where nothing differs`];
}

const columnLine = ({ leakyColumnRefused }: LeakScore): string[] =>
  (leakyColumnRefused === null ? [] : [`the column written after the outcome is ${leakyColumnRefused ? 'kept out of' : 'used in'} prediction`]);

function trialLine({ looks, truly }: JudgedTrial): string {
  const last = looks.at(-1);
  if (last === undefined || last.low === null || last.high === null) return 'a comparison by account was too small to say anything';
  return `a comparison by account, ${last.treated + last.held} accounts: ${last.verdict.replaceAll('_', ' ')} (${points(last.low)} to ${points(last.high)}), truly ${points(truly)}`;
}
