import { Failure, type ImportPlan, type Kind, type Repair, type TablePlan } from '../model/index.ts';
import { findRepairs, findImport, readMapped, runImport, withRepairs } from '../acquire/index.ts';
import type { JobContext, JobHandler, JobKind } from '../store/index.ts';
import { loadDemo } from './demo.ts';
import type { House } from './house.ts';
import { settingsFromPlan } from './settings-from-plan.ts';
import { WorkspaceState } from './workspace-state.ts';
import { z } from 'zod';

type Parts = Pick<House, 'configuration' | 'store' | 'analyst' | 'now' | 'newId' | 'log'>;
const undoDays = 30;

/** What each kind of job does. */
export function jobHandlers(parts: Parts): Partial<Record<JobKind, JobHandler>> {
  return {
    import: (job) => importJob(parts, job),
    analyse: (job) => analyseJob(parts, job),
    demo: (job) => loadDemo(parts, job),
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

/** Imports planned files, remembers what their confirmations say, and computes the first answers. */
export async function importFiles(parts: Parts, job: JobContext, importId: string): Promise<void> {
  const workspace = await parts.store.workspace(job.workspace);
  const state = new WorkspaceState(workspace.state, parts.now, parts.newId);
  const plan = (await findImport(workspace.state, importId)).plan as ImportPlan;
  await state.setSettings(settingsFromPlan(plan, await state.settings()));
  await runImport(importId, {
    workspace, system: parts.store.system, now: parts.now, signal: job.signal, undoDays,
    progress: job.progress,
    findRepairs,
    read: (whole: ImportPlan, table: TablePlan & { kind: Kind }, repairs: readonly Repair[]) => withRepairs(readMapped(table, { plan: whole, signal: job.signal }), table, repairs),
  });
  await parts.analyst.forget(job.workspace);
  await computeFirstAnswers(parts, job);
}

async function computeFirstAnswers(parts: Parts, job: JobContext): Promise<void> {
  const names = ['deals', 'forecast', 'leaks', 'actions', 'columns', 'coverage', 'journey', 'inquiries', 'accounts', 'backtest', 'overview'] as const;
  for (const [index, name] of names.entries()) {
    if (job.signal.aborted) throw new Failure('busy', 'The work was cancelled.');
    await job.progress(`computing ${name}`, index, names.length);
    await parts.analyst.answer(job.workspace, { name, scope: {} });
  }
}

const analyseJob = (parts: Parts, job: JobContext): Promise<void> => computeFirstAnswers(parts, job);
