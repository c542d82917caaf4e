import { z } from 'zod';
import { resolveEverybody, resolveNew } from '../resolve/index.ts';
import type { JobContext } from '../store/index.ts';
import type { House } from './house.ts';

type Parts = Pick<House, 'store' | 'analyst' | 'now' | 'log'>;

const request = z.object({ by: z.string().nullable() });

/** Compares all people of a workspace. */
export async function resolveJob(parts: Parts, job: JobContext): Promise<void> {
  const store = await parts.store.workspace(job.workspace);
  const { merges, splits, records, state } = await resolveEverybody({ store, by: request.parse(job.request).by, now: parts.now, progress: job.progress });
  await job.progress(`${records} records compared, ${merges} merges, ${splits} splits${state === 'proposed' ? ', waiting for approval' : ''}`, 1, 1);
  await parts.analyst.forget(job.workspace);
}

/** Compares what an import brought, once somebody had everything compared. Who is who is an extra: the import stands without it. */
export async function resolveWhatIsNew(parts: Parts, job: JobContext): Promise<void> {
  try {
    await resolveNew({ store: await parts.store.workspace(job.workspace), by: null, now: parts.now, progress: job.progress });
  } catch (error) {
    parts.log(`People of "${job.workspace}" were not compared after the import: ${error instanceof Error ? error.message : String(error)}`);
  }
}
