import { Drawer } from '@mantine/core';
import { definitions, type Definition } from '../../src/model/definitions.ts';
import type { Figure } from '../../src/model/index.ts';
import { ForecastHistory } from './forecast-history.tsx';
import { useDefinitions, useOverview, useScopeParameters, useWorkspaceName } from '../data/questions.ts';
import { useAddress, useChangeAddress } from '../data/url-state.ts';
import { csvOf, saveFile } from '../ui/csv.ts';
import { PlaceLink, rowsPlace } from '../ui/place-link.tsx';
import { dayText, many, rangeText, valueText } from '../ui/words.ts';

/** One drawer for every number: value, definition, formula, filters, rows, SQL, CSV. Open while `?number=` names one. */
export function NumberDrawer() {
  const { number } = useAddress();
  const change = useChangeAddress();
  const given = useDefinitions();
  const definition: Definition | undefined = given.data?.[number ?? ''] ?? (definitions as Record<string, Definition>)[number ?? ''];
  return (
    <Drawer opened={number !== undefined} onClose={() => change({ number: undefined })} position="right" size={420} title={definition?.title ?? 'Number'} closeButtonProps={{ 'aria-label': 'Close' }}>
      {number ? <DrawerBody number={number} definition={definition} /> : null}
    </Drawer>
  );
}

function DrawerBody({ number, definition }: { number: string; definition: Definition | undefined }) {
  const { data: overview } = useOverview();
  const figure = overview ? Object.values(overview.figures).find((one) => one.definition === number) : undefined;
  if (!definition) return <p>No definition is written down for “{number}”.</p>;
  return (
    <div className="drawer-body">
      {figure ? <DrawerValue figure={figure} /> : null}
      <h3>What it means</h3><p>{definition.means}</p>
      <h3>How it is computed</h3><p className="formula">{definition.formula}</p>
      <p className="muted small">Definition version {definition.version} · unit: {definition.unit}</p>
      {number === 'forecast' ? <ForecastHistory /> : null}
      <h3>Filters</h3><Filters />
      <h3>Rows</h3><Rows number={number} figure={figure} />
    </div>
  );
}

function DrawerValue({ figure }: { figure: Figure }) {
  const { value, unit, currency = null, low, high } = figure;
  const ranged = low !== undefined && high !== undefined;
  if (figure.kind === 'predicted' && !ranged) return <p className="muted">Not shown: it came without a range.</p>;
  return (
    <div className="figure">
      <p className="figure-line">
        <span className="figure-value">{valueText(value, unit, currency, ranged ? [low, high] : undefined)}</span>
        {ranged ? <span className="range"> {rangeText(low, high, unit, currency)} ({Math.round((figure.level ?? 0.8) * 100)} % interval)</span> : null}
      </p>
      {figure.comparison ? <p>{figure.comparison}</p> : null}
      <p className="muted small">{figure.kind} · {many(figure.n, 'row')} · as of {dayText(figure.asOf)} · data through {dayText(figure.dataThrough)}</p>
    </div>
  );
}

function Filters() {
  const workspace = useWorkspaceName();
  const { asOf, team, owner, dealType } = useScopeParameters();
  const facts = [['Workspace', workspace], ['On this date', asOf ?? 'newest'], ['Team', team ?? 'all'], ['Sales person', owner ?? 'all'], ['Deal type', dealType ?? 'all']] as const;
  return <dl className="facts">{facts.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>;
}

const numberLists: Record<string, { list: string; filter: Record<string, string> }> = {
  past_close_date: { list: 'deals', filter: { sign: 'past_close_date' } },
  stale_deals: { list: 'deals', filter: { sign: 'older_than_any_win' } },
  no_amount: { list: 'deals', filter: { sign: 'no_amount' } },
  no_next_step: { list: 'deals', filter: { sign: 'no_next_step' } },
  forecast: { list: 'quarters', filter: {} },
  conversion: { list: 'leads', filter: {} },
  ...Object.fromEntries(['response_rate', 'said_share', 'buyer_agreement', 'offer_wanted', 'unseen_share', 'claims'].map((name) => [name, { list: 'answers', filter: {} }])),
  tracked_trace: { list: 'deals', filter: { status: 'won' } },
};
const tables: Record<string, string> = { answers: 'buyer_answers', leads: 'leads', accounts: 'accounts', invoices: 'invoices', activities: 'activities', stage_changes: 'stage_changes' };

function Rows({ number, figure }: { number: string; figure: Figure | undefined }) {
  if (number === 'cost_of_delay') return <p>The inputs on the deal under Delay, each with its source.</p>;
  const link = figure?.rows ?? numberLists[number] ?? { list: 'deals', filter: {} };
  const statement = `SELECT * FROM ${tables[link.list] ?? 'deals'} LIMIT 1000`;
  const save = (): void => saveFile(`${number}.csv`, csvOf(['number', 'value', 'low', 'high', 'unit', 'currency', 'rows', 'as of'], figure ? [[number, figure.value, figure.low, figure.high, figure.unit, figure.currency, figure.n, figure.asOf]] : []));
  return (
    <ul className="plain-list">
      <li><PlaceLink {...rowsPlace(link)}>Open the rows</PlaceLink></li>
      <li><PlaceLink to="/data/numbers" search={{ statement }}>Open in SQL</PlaceLink></li>
      {figure ? <li><button type="button" className="link-button" onClick={save}>Save as CSV</button></li> : null}
    </ul>
  );
}
