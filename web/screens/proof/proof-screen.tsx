import type { BacktestAnswer, ColumnAnswer, LeaksAnswer } from '../../../src/model/index.ts';
import { useBacktest, useColumns, useExperiments, useLeaks } from '../../data/questions.ts';
import { Answer } from '../../ui/ask-state.tsx';
import { PlaceLink } from '../../ui/place-link.tsx';
import { ScreenHead, Section } from '../../ui/section.tsx';
import { countText, many, percentText } from '../../ui/words.ts';
import { ExperimentPanel } from './experiment-panel.tsx';

/** Can I believe it? Randomised comparisons, the models with their record, and every comparison that was made. */
export function ProofScreen() {
  const [experiments, backtest, leaks, columns] = [useExperiments(), useBacktest(), useLeaks(), useColumns()];
  return (
    <>
      <ScreenHead title="Proof" sentence="An effect is called one only where accounts were assigned at random. Everything else says “together with”." />
      <Answer of={experiments}>{(answer) => <>{answer.experiments.map((experiment) => <ExperimentPanel key={experiment.id} experiment={experiment} />)}</>}</Answer>
      <Answer of={backtest}>{(answer) => <Models answer={answer} />}</Answer>
      <Section title="Comparisons made">
        <Answer of={leaks}>{(answer) => <LeakRegister answer={answer} />}</Answer>
        <Answer of={columns}>{(answer) => <ColumnRegister columns={answer} />}</Answer>
      </Section>
    </>
  );
}

const methodNames: Readonly<Record<BacktestAnswer['chosen'], string>> = {
  hazard: 'The model: chances from every week of a deal’s life.', stage_age: 'The stage-and-age table.', base_rate: 'The plain win rate.', refused: 'No model.',
};

function Models({ answer }: { answer: BacktestAnswer }) {
  return (
    <Section title="Models" aside={<PlaceLink to="/forecast" className="small">The record</PlaceLink>}>
      <p><strong>{methodNames[answer.chosen]}</strong> {answer.claim.sentence}</p>
      {answer.coverage ? <p>{answer.coverage.inside} of {countText(answer.coverage.quarters)} past results fell inside the range said for them; {percentText(answer.coverage.level)} should.</p> : null}
      <p className="muted small">{answer.label}</p>
    </Section>
  );
}

function LeakRegister({ answer }: { answer: LeaksAnswer }) {
  return (
    <p>
      <PlaceLink to="/journey">Leaks</PlaceLink>: {many(answer.comparisons, 'comparison')}, {answer.leaks.length} shown.{' '}
      <span className="muted">Of those shown, {percentText(answer.falseDiscoveryRate)} at most are expected to be chance.</span>
    </p>
  );
}

function ColumnRegister({ columns }: { columns: readonly ColumnAnswer[] }) {
  const refused = columns.filter((column) => column.status === 'refused').length;
  return <p><PlaceLink to="/data/columns">Columns</PlaceLink>: {many(columns.length, 'column')} judged, {refused} kept out of prediction, each with its rule.</p>;
}
