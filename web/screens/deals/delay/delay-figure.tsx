import type { DelayAnswer } from '../../../../src/model/index.ts';
import { costOrSaving } from '../../../../src/model/delay-words.ts';
import { moneyWords, rangeWords, roundToRange } from '../../../../src/model/wording.ts';
import { NumberButton } from '../../../ui/number-button.tsx';
import { LockedPanel } from '../../../ui/refusal-panel.tsx';
import { many, shortDay } from '../../../ui/words.ts';

type Cost = NonNullable<DelayAnswer['cost']>;

/** The figure with its range, or the two things to ask; where fear holds the deal, what helps first and the figure folded away. */
export function DelayFigure({ answer }: { answer: DelayAnswer }) {
  const { cost, urgency } = answer;
  if (urgency.state === 'not_advised') return <WithoutUrging answer={answer} />;
  return (
    <>
      {cost ? <Figure cost={cost} answer={answer} /> : <LockedPanel><p>{headed(answer.sentence)}</p></LockedPanel>}
      {answer.deadline ? <Deadline deadline={answer.deadline} /> : null}
      <p>{urgency.advice}</p>
    </>
  );
}

function WithoutUrging({ answer }: { answer: DelayAnswer }) {
  const { cost, urgency } = answer;
  return (
    <>
      <p><strong>{urgency.advice}</strong>{urgency.saidAt ? <span className="muted small"> Recorded {shortDay(urgency.saidAt)}.</span> : null}</p>
      <p>What helps:</p>
      <ul className="dotted">{urgency.helps.map((one) => <li key={one}>{one}</li>)}</ul>
      <details><summary>What is known of the buyer’s cost</summary>{cost ? <Figure cost={cost} answer={answer} /> : <p>{headed(answer.sentence)}</p>}</details>
    </>
  );
}

/** "Not known." in bold, as every refusal begins. */
function headed(sentence: string) {
  const [head, ...rest] = sentence.split(/(?<=^Not known[.:])/);
  return rest.length === 0 ? sentence : <><strong>{head}</strong>{rest.join('')}</>;
}

const money = (value: number, { low, high }: Cost['perDay'], currency: string): string => moneyWords(roundToRange(value, low, high), currency, 6);
const range = ({ low, high }: Cost['perDay'], currency: string): string => (low === high ? 'exactly, by what was given' : `at least ${money(low, { low, likely: low, high }, currency)}, at most ${money(high, { low, likely: high, high }, currency)}`);

function Figure({ cost, answer }: { cost: Cost; answer: DelayAnswer }) {
  const { currency } = cost;
  const [{ verb, ...perDay }, perWeek] = [costOrSaving(cost.perDay), costOrSaving(cost.perWeek)];
  return (
    <div className="figure spaced">
      <p className="figure-label">Each day of waiting {verb} the buyer</p>
      <p className="figure-line"><NumberButton definition="cost_of_delay"><span className="figure-value">{money(perDay.likely, perDay, currency)}</span></NumberButton> <span className="range">{range(perDay, currency)}</span></p>
      <p className="figure-comparison">{money(perWeek.likely, perWeek, currency)} a week ({rangeWords(perWeek.low, perWeek.high, currency)})</p>
      <p>{answer.sentence.replace(/^.*?\. (?=From )/, '')}{answer.notCounted.length > 0 ? ` Not counted, because something of it is missing: ${answer.notCounted.join(', ')}.` : ''}</p>
      <p className="muted small">By what the buyer gave: {many(cost.inputs, 'input')} · known since {shortDay(cost.knownSince)} · if every input lies in its range, so does this</p>
    </div>
  );
}

function Deadline({ deadline: { on, decideBy, penalty } }: { deadline: NonNullable<DelayAnswer['deadline']> }) {
  return (
    <p>
      The buyer’s fixed day: {shortDay(on)}.
      {decideBy ? ` To be in time they decide by ${shortDay(decideBy.likely)} (${shortDay(decideBy.earliest)} – ${shortDay(decideBy.latest)}).` : ''}
      {penalty ? ` Missing it costs them ${money(penalty.likely, penalty, penalty.currency)} once.` : ''}
    </p>
  );
}
