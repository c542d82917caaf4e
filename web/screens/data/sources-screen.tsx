import type { CoverageAnswer, WaysInAnswer } from '../../../src/model/index.ts';
import { kinds } from '../../../src/model/kinds.ts';
import { useCoverage, useRights } from '../../data/questions.ts';
import { useWaysIn } from '../../data/source-questions.ts';
import { Answer } from '../../ui/ask-state.tsx';
import { LockIcon } from '../../ui/lock-icon.tsx';
import { PlaceLink } from '../../ui/place-link.tsx';
import { RowTable, type Column } from '../../ui/row-table.tsx';
import { ScreenHead, Section } from '../../ui/section.tsx';
import { countText, many, percentText, shortDay } from '../../ui/words.ts';
import { NextBest } from '../home/findings.ts';
import { EventSources } from './events/event-sources.tsx';
import { MakeLiveSource } from './sources/make-live-source.tsx';
import { useWhile } from './sources/use-while.ts';
import { WantedSources } from './sources/wanted-sources.tsx';
import { WaysTable } from './sources/ways-table.tsx';

type Table = CoverageAnswer['tables'][number];

const columns: Array<Column<Table>> = [
  { id: 'kind', header: 'Records', value: (row) => kinds[row.kind].plural, show: (row) => <>{kinds[row.kind].plural}<span className="second-line">{row.source}</span></>, card: 'title' },
  { id: 'rows', header: 'Rows', value: (row) => row.rows, show: (row) => countText(row.rows), number: true },
  { id: 'first', header: 'First', value: (row) => row.firstAt, show: (row) => shortDay(row.firstAt) },
  { id: 'last', header: 'Last', value: (row) => row.lastAt, show: (row) => shortDay(row.lastAt) },
  { id: 'age', header: 'Age (days)', value: (row) => row.ageDays, show: (row) => (row.ageDays === null ? '–' : countText(row.ageDays)), number: true },
  { id: 'complete', header: 'Filled', value: (row) => row.complete, show: (row) => percentText(row.complete), number: true },
  { id: 'notes', header: 'Limits', value: limitsOf, show: (row) => limitsOf(row) || <span className="muted">none found</span> },
];

function limitsOf(row: Table): string {
  const gaps = row.gaps.map((gap) => `gap ${shortDay(gap.from)} – ${shortDay(gap.to)}: ${gap.why}`);
  const bulk = row.bulkDays.length > 0 ? [`${many(row.bulkDays.length, 'day')} of bulk changes`] : [];
  return [row.logStart ? `log starts ${shortDay(row.logStart)}` : null, row.truncation, ...gaps, ...bulk].filter(Boolean).join('; ');
}

/** What is held, how complete and fresh, what that opens, and the next best source. */
export function SourcesScreen() {
  const coverage = useCoverage();
  return <Answer of={coverage}>{(answer) => <Sources answer={answer} />}</Answer>;
}

function Sources({ answer }: { answer: CoverageAnswer }) {
  const facts = [answer.dataThrough ? `Data through ${shortDay(answer.dataThrough)}` : 'No dated rows yet', answer.datedShare === null ? null : `${percentText(answer.datedShare)} of fields dated`].filter(Boolean).join(' · ');
  const { readsPeople, isAdmin } = useRights();
  return (
    <>
      <ScreenHead title="Sources" sentence={facts}><PlaceLink to="/data/import" className="own-data">Import</PlaceLink></ScreenHead>
      <WaysIn />
      <Section title="What is held"><RowTable label="Sources" rows={answer.tables} columns={columns} keyOf={(row) => `${row.source}${row.kind}`} csvName="coverage" empty={<p>Nothing held yet. <PlaceLink to="/data/import">Drop a deals export here</PlaceLink>, or <PlaceLink to="/data" search={{ w: 'demo' }}>see it in the demo</PlaceLink>.</p>} /></Section>
      <EventSources />
      {isAdmin ? <MakeLiveSource /> : null}
      <Section title="What this opens"><Stages stages={answer.stages} /></Section>
      {readsPeople ? null : <NextBest next={answer.nextBest} />}
    </>
  );
}

/** Every way in, and the next one worth having: for those who see all. */
function WaysIn() {
  const { readsPeople, isAdmin } = useRights();
  const asked = useWaysIn(readsPeople);
  useWhile(asked.data?.ways.some(({ state }) => state === 'running') ?? false, asked.refetch);
  if (!readsPeople) return null;
  return <Answer of={asked} lines={6}>{(answer) => <><Section title="Ways in" aside={needsText(answer.ways)}><WaysTable answer={answer} mayChange={isAdmin} /></Section><WantedSources wanted={answer.wanted} /></>}</Answer>;
}

function needsText(ways: WaysInAnswer['ways']): string {
  const needy = ways.filter(({ error, state }) => error !== null || state === 'late').length;
  return ways.length === 0 ? '' : needy === 0 ? `${many(ways.length, 'source')}, none needs you` : `${needy} of ${many(ways.length, 'source')} need${needy === 1 ? 's' : ''} you`;
}

const stageNames: Record<CoverageAnswer['stages'][number]['name'], string> = {
  reconciliation: 'Reconciliation', history: 'History', leaks: 'Leaks', win_chance: 'Chance to win', forecast: 'Forecast', actions: 'Actions', margin: 'Margin', inquiries: 'Inquiries', journey: 'Journey',
};

const Stages = ({ stages }: { stages: CoverageAnswer['stages'] }) => (
  <ul className="ruled">
    {stages.map((stage) => (
      <li key={stage.name}>
        {stage.open ? <span className="won-text">✓ </span> : <LockIcon />} <strong>{stageNames[stage.name]}</strong> {stage.open ? '' : '(locked) '}<span className="muted">{stage.why}{stage.unlockedBy ? ` Unlocked by: ${stage.unlockedBy}.` : ''}</span>
      </li>
    ))}
  </ul>
);
