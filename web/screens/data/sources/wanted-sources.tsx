import type { WantedSource } from '../../../../src/model/index.ts';
import { RowTable, type Column } from '../../../ui/row-table.tsx';
import { Section } from '../../../ui/section.tsx';
import { kindText } from './source-words.ts';

/** What the next source would open, best first: the first as a card, all others as rows. */
export function WantedSources({ wanted }: { wanted: readonly WantedSource[] }) {
  const [next, ...others] = wanted.filter(({ state }) => state !== 'held');
  if (!next) return <Section title="Next best source"><p>Every kind of source that Hindcast reads is held, and none is thin. That is a result: no further one is asked for.</p></Section>;
  return (
    <Section title="Next best source" aside={`${wanted.length - others.length - 1} of ${wanted.length} kinds are held`}>
      <NextCard source={next} />
      {others.length === 0 ? null : <RowTable label="Other sources" rows={others} columns={columns} keyOf={(row) => row.id} csvName="next-sources" empty={null} />}
    </Section>
  );
}

function NextCard({ source }: { source: WantedSource }) {
  return (
    <div className="panel">
      <p><strong>{source.title}.</strong> {source.state === 'missing' ? 'Nothing of it is held.' : `Held, but thin: ${source.holds}.`}</p>
      {source.blocked.length > 0 ? <p>Not to be had without it: {source.blocked.join(', ')}.</p> : null}
      {source.weak.length > 0 ? <p>Weak without it: {source.weak.join(', ')}.</p> : null}
      <Ways source={source} />
      <How source={source} isOpen />
    </div>
  );
}

const Ways = ({ source: { ways } }: { source: WantedSource }) => (ways.length === 0 ? null : <p className="muted">Comes in by: {ways.map(kindText).join(', ')}.</p>);

function How({ source: { how, title }, isOpen = false }: { source: WantedSource; isOpen?: boolean }) {
  const systems = Object.entries(how);
  if (systems.length === 0) return <span className="muted">–</span>;
  return <details open={isOpen && systems.length <= 2}><summary aria-label={`Which report to run for: ${title}`}>Which report to run</summary><dl className="facts">{systems.map(([system, report]) => <div key={system}><dt>{system}</dt><dd>{report}</dd></div>)}</dl></details>;
}

const columns: Array<Column<WantedSource>> = [
  { id: 'title', header: 'Source', value: (row) => row.title, show: (row) => <>{row.title}<span className="second-line">{row.state === 'missing' ? 'nothing held' : `thin: ${row.holds}`}</span></>, card: 'title' },
  { id: 'blocked', header: 'Not to be had without it', value: (row) => row.blocked.join(', ') },
  { id: 'weak', header: 'Weak without it', value: (row) => row.weak.join(', ') },
  { id: 'how', header: 'How', value: (row) => Object.entries(row.how).map(([system, report]) => `${system}: ${report}`).join(' '), show: (row) => <How source={row} /> },
];
