import { Progress } from '@mantine/core';
import type { JobAnswer } from '../../src/model/index.ts';
import { useJobs } from '../data/questions.ts';
import { countText } from '../ui/words.ts';

const names: Record<JobAnswer['kind'], string> = { import: 'Importing', demo: 'Loading the demo', analyse: 'Working the numbers out', undo: 'Undoing', export: 'Exporting', backup: 'Backing up', restore: 'Restoring', resolve: 'Comparing people' };

/** Long work under way, with counts; old data stays on the screen meanwhile. */
export function WorkNotice() {
  const { data: jobs = [] } = useJobs();
  const shown = jobs.filter((job) => job.state === 'running' || job.state === 'queued');
  if (shown.length === 0) return null;
  return <div className="work-notice" role="status">{shown.slice(0, 3).map((job) => <Work key={job.id} job={job} />)}</div>;
}

function Work({ job }: { job: JobAnswer }) {
  const { total, done } = job;
  return (
    <div className="work">
      <span><strong>{names[job.kind]}</strong> {job.state === 'queued' ? 'waiting for its turn' : job.stage} {total ? `${countText(done)} of ${countText(total)}` : ''}</span>
      <Progress value={total ? (done / total) * 100 : 0} aria-label={names[job.kind]} className="work-bar" />
    </div>
  );
}
