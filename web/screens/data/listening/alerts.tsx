import { Button } from '@mantine/core';
import type { CoverageAlert } from '../../../../src/model/index.ts';
import { useHandleAlert } from '../../../data/listening-questions.ts';
import { useRights } from '../../../data/questions.ts';
import { ProblemLine } from '../../../ui/problem-line.tsx';
import { RowTable, type Column } from '../../../ui/row-table.tsx';
import { Section } from '../../../ui/section.tsx';
import { agoText, clockText } from '../../../ui/words.ts';
import { Said, ToneCell } from './tone-words.tsx';

/** Negative coverage of own brands, open ones first, each marked as dealt with once somebody did. */
export function Alerts({ alerts }: { alerts: readonly CoverageAlert[] }) {
  const { writesConsent: mayHandle } = useRights();
  const handle = useHandleAlert();
  const rows = alerts.toSorted((a, b) => Number(a.handledAt !== null) - Number(b.handledAt !== null) || b.raisedAt.localeCompare(a.raisedAt));
  const handled: Column<CoverageAlert> = {
    id: 'handled', header: 'Dealt with', value: (row) => row.handledBy,
    show: (row) => (row.handledAt
      ? <>{row.handledBy ?? 'somebody'}<span className="second-line">{clockText(row.handledAt)}{mayHandle ? <> · <button type="button" className="link-button" onClick={() => handle.mutate({ id: row.id, handled: false })} aria-label={`Open again: ${row.title ?? row.brand}`}>Open again</button></> : null}</span></>
      : mayHandle ? <Button size="compact-sm" onClick={() => handle.mutate({ id: row.id, handled: true })} aria-label={`Dealt with: ${row.title ?? row.brand}`}>Dealt with</Button> : <span className="muted">not yet</span>),
  };
  return (
    <Section title="Alerts" aside="negative coverage of your brands, within a minute of its arrival">
      <ProblemLine problem={handle.error} />
      <RowTable label="Alerts" rows={rows} columns={[...columns, handled]} keyOf={(row) => row.id} csvName="alerts" empty={<p className="muted">No negative coverage of your brands was heard. That is a result, not an error.</p>} />
    </Section>
  );
}

const columns: Array<Column<CoverageAlert>> = [
  { id: 'said', header: 'What was said', value: (row) => row.title ?? row.excerpt, show: (row) => <><Said url={row.url} title={row.title} text={row.excerpt} />{row.title && row.excerpt ? <span className="second-line">{row.excerpt}</span> : null}</>, card: 'title' },
  { id: 'brand', header: 'Brand', value: (row) => row.brand, show: (row) => <>{row.brand}<span className="second-line">{row.reason}</span></> },
  { id: 'tone', header: 'Tone', value: (row) => row.tone.tone, show: (row) => <ToneCell tone={row.tone} /> },
  { id: 'raised', header: 'Raised', value: (row) => row.raisedAt, show: (row) => <><span title={clockText(row.raisedAt)}>{agoText(row.raisedAt)}</span><span className="second-line">{row.source}</span></> },
];
