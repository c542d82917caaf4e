import { z } from 'zod';
import { foldCompanies, refoldCompanies, resolveEverybody, resolveNew } from '../resolve/index.ts';
import type { JobContext, WorkspaceStore } from '../store/index.ts';
import type { House } from './house.ts';
import { joinVisitorsOf } from './join-visitors.ts';
import { WorkspaceState } from './workspace-state.ts';

type Parts = Pick<House, 'store' | 'analyst' | 'now' | 'newId' | 'log'>;

const request = z.object({ by: z.string().nullable() });

/** Compares all people of a workspace. */
export async function resolveJob(parts: Parts, job: JobContext): Promise<void> {
  const store = await parts.store.workspace(job.workspace);
  await job.progress('comparing accounts', 0, null);
  const companies = await foldCompanies(store, parts.now());
  const { merges, splits, records, state } = await resolveEverybody({ store, by: request.parse(job.request).by, now: parts.now, progress: job.progress, blocked: (await new WorkspaceState(store.state, parts.now, parts.newId).settings()).blockedValues });
  await job.progress(`${records} records compared, ${merges} merges, ${splits} splits${state === 'proposed' ? ', waiting for approval' : ''}; ${companies.records} accounts, ${companies.merges} merges, ${companies.splits} splits`, 1, 1);
  await joinVisitorsOf(parts, store);
  await parts.analyst.forget(job.workspace);
}

/** Compares what an import brought, once somebody had everything compared. Who is who is an extra: the import stands without it. */
export async function resolveWhatIsNew(parts: Parts, job: JobContext): Promise<void> {
  try {
    const store = await parts.store.workspace(job.workspace);
    await refoldCompanies(store, parts.now());
    await resolveNew({ store, by: null, now: parts.now, progress: job.progress });
    await joinVisitorsOf(parts, store);
  } catch (error) {
    parts.log(`People and accounts of "${job.workspace}" were not compared after the import: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Compares the people that a live source brought, in the same way; accounts wait for the next import. */
export async function resolveWhatCame(parts: Pick<Parts, 'now' | 'newId' | 'log'>, store: WorkspaceStore): Promise<void> {
  try {
    await resolveNew({ store, by: null, now: parts.now, progress: () => Promise.resolve() });
    await joinVisitorsOf(parts, store);
  } catch (error) {
    parts.log(`People of "${store.name}" were not compared after a live source was read: ${error instanceof Error ? error.message : String(error)}`);
  }
}
