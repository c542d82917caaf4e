import type { SourceRun } from '../../../../src/model/index.ts';
import { useSourceRuns } from '../../../data/source-questions.ts';
import { Answer } from '../../../ui/ask-state.tsx';
import { PlaceLink } from '../../../ui/place-link.tsx';
import { RowTable, type Column } from '../../../ui/row-table.tsx';
import { Section } from '../../../ui/section.tsx';
import { clockText, countText, many } from '../../../ui/words.ts';
import { useWhile } from './use-while.ts';

/** The last runs: what came, what was new, what could not be taken, and what the source said. */
export function SourceRuns({ name, running }: { name: string; running: boolean }) {
  const asked = useSourceRuns(name, true);
  useWhile(running, asked.refetch);
  return (
    <Section title="Runs" aside="the last 50">
      <Answer of={asked} lines={5}>{(runs) => <RowTable label="Runs" rows={runs} columns={columns} keyOf={(run) => run.id} csvName={`runs-${name}`} empty={<p className="muted">It was not read yet.</p>} />}</Answer>
    </Section>
  );
}

const tones: Readonly<Record<SourceRun['state'], string>> = { running: '', done: 'won', failed: 'lost', cancelled: 'caution' };

const columns: Array<Column<SourceRun>> = [
  { id: 'started', header: 'Started', value: (run) => run.startedAt, show: (run) => <>{clockText(run.startedAt)}<span className="second-line">{lengthText(run)}</span></>, card: 'title' },
  { id: 'state', header: 'Outcome', value: (run) => run.state, show: (run) => <Outcome run={run} /> },
  { id: 'records', header: 'Came', value: (run) => run.records, show: (run) => countText(run.records), number: true },
  { id: 'taken', header: 'New or changed', value: (run) => run.taken, show: (run) => countText(run.taken), number: true },
  { id: 'rejected', header: 'Not taken', value: (run) => run.rejected, show: (run) => countText(run.rejected), number: true },
  { id: 'imports', header: 'Imports', value: (run) => run.imports.join(' '), show: (run) => (run.imports.length === 0 ? <span className="muted">none</span> : <span className="receipts">{run.imports.map((id, at) => <PlaceLink key={id} to={`/data/imports/${id}`} label={`Receipt ${at + 1} of the run of ${clockText(run.startedAt)}`}>receipt{run.imports.length > 1 ? ` ${at + 1}` : ''}</PlaceLink>)}</span>) },
];

const Outcome = ({ run }: { run: SourceRun }) => (
  <>
    <span className={`tag ${tones[run.state]}`}>{run.state === 'running' ? run.stage || 'running' : run.state}</span>
    {run.error ? <span className="second-line fault">{run.error}</span> : null}
    {run.todo ? <span className="second-line">{run.todo}</span> : null}
    {run.notes.length > 0 ? <details><summary className="small">It said {many(run.notes.length, 'line')}</summary><pre className="formula" tabIndex={0} aria-label={`Notes of the run of ${clockText(run.startedAt)}`}>{run.notes.join('\n')}</pre></details> : null}
  </>
);

function lengthText({ startedAt, finishedAt }: SourceRun): string {
  if (finishedAt === null) return 'under way';
  const seconds = (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000;
  return seconds < 90 ? `${seconds.toFixed(seconds < 10 ? 1 : 0)} s` : `${Math.round(seconds / 60)} min`;
}
