import { Button, Progress } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import type { ImportAnswer } from '../../../src/model/index.ts';
import { tellOnly } from '../../data/ask.ts';
import { useImport, useJobs } from '../../data/questions.ts';
import { Answer } from '../../ui/ask-state.tsx';
import { PlaceLink } from '../../ui/place-link.tsx';
import { ScreenHead } from '../../ui/section.tsx';
import { countText, filesText, shortDay } from '../../ui/words.ts';
import { Receipt } from './receipt.tsx';
import { UndoImport } from './undo-import.tsx';

/** One import: progress while it runs, then the receipt, then the first finding. */
export function ReceiptScreen() {
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const asked = useImport(id);
  return <Answer of={asked}>{(answer) => <OneImport answer={answer} />}</Answer>;
}

const titles: Record<ImportAnswer['state'], string> = {
  planned: 'Planned', queued: 'Waiting for its turn', running: 'Importing', done: 'Receipt', partly: 'Receipt, with rejected rows', failed: 'The import failed', cancelled: 'Cancelled', undone: 'Undone',
};

function OneImport({ answer }: { answer: ImportAnswer }) {
  const running = answer.state === 'queued' || answer.state === 'running' || answer.state === 'planned';
  return (
    <>
      <ScreenHead title={titles[answer.state]} sentence={`${filesText(answer.files)} · ${shortDay(answer.createdAt)}`}>
        {answer.receipt && answer.state !== 'undone' ? <UndoImport answer={answer} /> : null}
      </ScreenHead>
      {running ? <Running answer={answer} /> : null}
      {answer.error ? <p className="panel problem" role="alert">{answer.error}</p> : null}
      {answer.receipt ? <Receipt answer={answer} receipt={answer.receipt} /> : null}
      {!running && answer.receipt ? <p><PlaceLink to="/overview">Go to the overview</PlaceLink></p> : null}
    </>
  );
}

function Running({ answer }: { answer: ImportAnswer }) {
  const jobs = useJobs();
  const job = jobs.data?.find((one) => one.kind === 'import' && one.state === 'running');
  const total = answer.rowsTotal;
  const share = total ? Math.min(100, (answer.rowsDone / total) * 100) : 0;
  return (
    <div className="panel" role="status">
      <p><strong>{answer.stage || 'Starting'}</strong> {countText(answer.rowsDone)}{total ? ` of ${countText(total)}` : ''} rows</p>
      <Progress value={share} aria-label="Rows imported" />
      {job ? <p className="after-chart"><Button onClick={() => void tellOnly('POST', `/api/jobs/${encodeURIComponent(job.id)}/cancel`, {})}>Cancel</Button></p> : null}
    </div>
  );
}
