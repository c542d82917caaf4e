import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { planFiles } from '../acquire/index.ts';
import { writeDemo } from '../market/index.ts';
import { isoDate } from '../model/index.ts';
import type { JobContext } from '../store/index.ts';
import { createImport } from './create-import.ts';
import { importFiles } from './import-files.ts';
import type { House } from './house.ts';
import { WorkspaceState } from './workspace-state.ts';

type Parts = Pick<House, 'configuration' | 'store' | 'analyst' | 'now' | 'newId' | 'log'>;

export const demoRequest = z.object({ size: z.enum(['S', 'M']), seed: z.number().int() });
export const demoWorkspace = 'demo';

/** Makes the demo company's files and imports them as a user's would be; the workspace is made anew. */
export async function loadDemo(parts: Parts, job: JobContext): Promise<void> {
  const { size, seed } = demoRequest.parse(job.request);
  const folder = path.join(parts.configuration.dataFolder, 'demo', randomUUID());
  await mkdir(folder, { recursive: true });
  try {
    parts.analyst.drop(demoWorkspace);
    await parts.store.dropWorkspace(demoWorkspace);
    const workspace = await parts.store.createWorkspace(demoWorkspace, true);
    const state = new WorkspaceState(workspace.state, parts.now, parts.newId);
    const company = await writeDemo(folder, { seed, size, endsAt: isoDate(parts.now()) }, (stage, done, total) => void job.progress(stage, done, total));
    await state.setSettings({ demo: true, comparisonGroup: true, company: company.name });
    await job.progress('recognising the files', 0, null);
    const plan = await planFiles([folder], { now: parts.now() });
    const importId = await createImport(workspace, plan, { paths: [folder] }, null, parts.now(), parts.newId);
    await importFiles(parts, job, importId);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
