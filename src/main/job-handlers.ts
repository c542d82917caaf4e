import { z } from 'zod';
import type { JobContext, JobHandler, JobKind } from '../store/index.ts';
import { loadDemo } from './demo.ts';
import type { House } from './house.ts';
import { computeFirstAnswers, importFiles } from './import-files.ts';
import { resolveJob } from './resolve-job.ts';

type Parts = Pick<House, 'configuration' | 'store' | 'analyst' | 'now' | 'newId' | 'log'>;

/** What each kind of job does. */
export function jobHandlers(parts: Parts): Partial<Record<JobKind, JobHandler>> {
  return {
    import: (job) => importJob(parts, job),
    analyse: (job) => analyseJob(parts, job),
    demo: (job) => loadDemo(parts, job),
    resolve: (job) => resolveJob(parts, job),
  };
}

const importRequest = z.object({ importId: z.string() });

async function importJob(parts: Parts, job: JobContext): Promise<void> {
  const { importId } = importRequest.parse(job.request);
  const workspace = await parts.store.workspace(job.workspace);
  try {
    await importFiles(parts, job, importId);
  } catch (error) {
    const state = job.signal.aborted ? 'cancelled' as const : 'failed' as const;
    const reason = error instanceof Error ? error.message : String(error);
    await workspace.state.updateTable('imports').set({ state, error: job.signal.aborted ? null : reason, finished_at: new Date(parts.now()) })
      .where('id', '=', importId).where('state', 'in', ['queued', 'running']).execute();
    throw error;
  }
}

const analyseJob = (parts: Parts, job: JobContext): Promise<void> => computeFirstAnswers(parts, job);
