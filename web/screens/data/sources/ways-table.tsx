import type { WayIn, WaysInAnswer } from '../../../../src/model/index.ts';
import { DayBars } from '../../../charts/day-bars.tsx';
import { PlaceLink } from '../../../ui/place-link.tsx';
import { RowTable, type Column } from '../../../ui/row-table.tsx';
import { agoText, clockText, countText, untilText } from '../../../ui/words.ts';
import { CostCell } from './cost-cell.tsx';
import { bytesText, scheduleText, stateTones, stateWords, unitOf, wayText } from './source-words.ts';

/** Every way in, those that need somebody first: how it does, how fresh it is, how much came, what it costs. */
export function WaysTable({ answer: { ways, days }, mayChange }: { answer: WaysInAnswer; mayChange: boolean }) {
  const columns: Array<Column<WayIn>> = [
    { id: 'name', header: 'Source', value: (row) => row.name, show: (row) => <NameCell way={row} />, card: 'title' },
    { id: 'state', header: 'State', value: (row) => stateWords[row.state], show: (row) => <StateCell way={row} /> },
    { id: 'last', header: 'Last came', value: (row) => row.lastAt, show: (row) => <FreshCell way={row} /> },
    { id: 'volume', header: `Came in ${days.length} days`, value: (row) => sumOf(row.perDay), show: (row) => <div className="volume"><DayBars counts={row.perDay} days={days} unit={unitOf(row.way)} /><span>{countText(sumOf(row.perDay))}</span></div> },
    { id: 'held', header: 'Held', value: (row) => row.held, show: (row) => <>{countText(row.held)}{row.storedBytes === null ? null : <span className="second-line">about {bytesText(row.storedBytes)}</span>}</>, number: true },
    { id: 'cost', header: 'Cost', value: (row) => row.cost?.perMonth ?? null, show: (row) => <CostCell way={row} mayChange={mayChange} /> },
  ];
  return <RowTable label="Ways in" rows={ways} columns={columns} keyOf={(row) => `${row.way} ${row.name}`} csvName="sources" empty={<p>Nothing comes in yet. <PlaceLink to="/data/import">Drop a deals export here</PlaceLink>, make a source below, or <PlaceLink to="/data" search={{ w: 'demo' }}>see it in the demo</PlaceLink>.</p>} />;
}

const sumOf = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

const placeOf = ({ way, name }: WayIn): { to: string; search?: { source: string } } =>
  (way === 'live' ? { to: `/data/sources/${encodeURIComponent(name)}` } : way === 'events' ? { to: '/data/events', search: { source: name } } : way === 'feed' ? { to: '/data/listening' } : { to: '/data/imports' });

const NameCell = ({ way }: { way: WayIn }) => <><PlaceLink {...placeOf(way)}>{way.name}</PlaceLink><span className="second-line">{wayText(way)}</span></>;

export const StateCell = ({ way }: { way: Pick<WayIn, 'state' | 'error' | 'todo'> }) => (
  <><span className={`tag ${stateTones[way.state]}`}>{stateWords[way.state]}</span>{way.error ? <span className="second-line fault">{way.error}</span> : null}{way.todo ? <span className="second-line">{way.todo}</span> : null}</>
);

const FreshCell = ({ way: { way, lastAt, nextAt, ...schedule } }: { way: WayIn }) => (
  <>
    {lastAt ? <span title={clockText(lastAt)}>{agoText(lastAt)}</span> : <span className="muted">never</span>}
    <span className="second-line">{[scheduleText(schedule) ?? (way === 'live' ? 'when asked' : null), nextAt ? `next ${untilText(nextAt)}` : null].filter(Boolean).join(' · ')}</span>
  </>
);
