import type { HeardWeeks } from '../../../../src/model/index.ts';
import { useHeardWeeks } from '../../../data/listening-questions.ts';
import { Answer } from '../../../ui/ask-state.tsx';
import { RowTable, type Column } from '../../../ui/row-table.tsx';
import { Section } from '../../../ui/section.tsx';
import { countText, shortDay } from '../../../ui/words.ts';

type Week = HeardWeeks['weeks'][number];

/** Counts by week; where too few spoke, none, because they could tell of single people. */
export function Weeks() {
  const asked = useHeardWeeks(true);
  return (
    <Section title="By week">
      <Answer of={asked} lines={3}>
        {({ weeks, fewestVoices, cut }) => (
          <>
            <RowTable label="Mentions by week" rows={weeks} columns={columns} keyOf={(row) => `${row.week} ${row.kind} ${row.id}`} csvName="mentions-by-week" empty={<p className="muted">Nothing was heard in the last 13 weeks.</p>} />
            {weeks.length > 0 ? <p className="muted small">Weeks in which fewer than {fewestVoices} spoke are not counted: they could tell of single people.{cut ? ' Older mentions were not counted, because there are too many.' : ''}</p> : null}
          </>
        )}
      </Answer>
    </Section>
  );
}

const counted = (id: keyof NonNullable<Week['counts']>, header: string): Column<Week> => ({ id, header, value: (row) => row.counts?.[id] ?? null, show: (row) => (row.counts ? countText(row.counts[id]) : <span className="muted">too few</span>), number: true });
const columns: Array<Column<Week>> = [
  { id: 'name', header: 'About', value: (row) => row.name, show: (row) => <>{row.name}<span className="second-line">{row.kind === 'own' ? 'own brand' : row.kind}</span></>, card: 'title' },
  { id: 'week', header: 'Week of', value: (row) => row.week, show: (row) => shortDay(row.week) },
  counted('mentions', 'Mentions'), counted('voices', 'Voices'), counted('negative', 'Negative'), counted('positive', 'Positive'),
];
