import type { Experiment, ExperimentOutcome } from '../../../src/model/index.ts';
import { PlaceLink } from '../../ui/place-link.tsx';
import { RowTable, type Column } from '../../ui/row-table.tsx';
import { Section } from '../../ui/section.tsx';
import { countText, many, moneyText, percentText } from '../../ui/words.ts';

/** One randomised comparison: what was assigned, what came in both groups, and whether one can tell. */
export function ExperimentPanel({ experiment }: { experiment: Experiment }) {
  const { on, assigned, waiting, heldShare, followedDays } = experiment;
  const claim = experiment.outcomes.find((outcome) => outcome.primary);
  return (
    <Section title={experiment.question} aside={<PlaceLink to="/actions" className="small">Actions</PlaceLink>}>
      {claim ? <p><strong>{claim.sentence}</strong></p> : null}
      <p>
        {on ? `About ${percentText(heldShare)} of accounts get no suggestions, drawn at random.` : 'No comparison group is on. It is offered under Actions.'}{' '}
        <span className="muted">{many(assigned, 'account')} assigned, {countText(waiting)} of them less than {followedDays} days ago.</span>
      </p>
      <RowTable label="Outcomes" rows={experiment.outcomes} columns={outcomeColumns} keyOf={(row) => row.name} empty={null} csvName="experiment" />
      <details><summary>How it is done</summary><ul className="ruled">{experiment.rules.map((rule) => <li key={rule}>{rule}</li>)}</ul></details>
    </Section>
  );
}

const said = (outcome: ExperimentOutcome, value: number | null): string => {
  if (value === null) return 'not known yet';
  return outcome.unit === 'share' ? percentText(value) : moneyText(value, outcome.currency);
};

const rangeOf = (outcome: ExperimentOutcome): string =>
  (outcome.low === null || outcome.high === null ? 'not known yet' : `${said(outcome, outcome.low)} to ${said(outcome, outcome.high)}`);

const outcomeColumns: Array<Column<ExperimentOutcome>> = [
  { id: 'means', header: 'Outcome', value: (row) => row.means, card: 'title' },
  { id: 'treated', header: 'With suggestions', value: (row) => row.meanTreated, show: (row) => `${said(row, row.meanTreated)} (n ${countText(row.treated)})`, number: true },
  { id: 'held', header: 'Without', value: (row) => row.meanHeld, show: (row) => `${said(row, row.meanHeld)} (n ${countText(row.held)})`, number: true },
  { id: 'range', header: 'Difference, 19 in 20 at every look', value: (row) => row.difference, show: rangeOf, number: true },
];
