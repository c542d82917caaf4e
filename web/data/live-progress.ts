import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { ImportAnswer, JobAnswer } from '../../src/model/index.ts';
import { useWorkspaceName } from './questions.ts';

const ended = new Set(['done', 'partly', 'failed', 'cancelled', 'undone']);

/** Keeps jobs and imports current from the server's event stream, and reads everything again when one has ended. */
export function useLiveProgress(): void {
  const client = useQueryClient();
  const workspace = useWorkspaceName();
  useEffect(() => {
    const events = new EventSource('/api/events');
    events.addEventListener('job', (event) => noteJob(client, JSON.parse(event.data) as JobAnswer));
    events.addEventListener('import', (event) => noteImport(client, workspace, JSON.parse(event.data) as ImportAnswer));
    return () => events.close();
  }, [client, workspace]);
}

function noteJob(client: QueryClient, job: JobAnswer): void {
  client.setQueryData<JobAnswer[]>(['jobs'], (before = []) => [job, ...before.filter((one) => one.id !== job.id)]);
  if (ended.has(job.state)) void client.invalidateQueries({ predicate: (query) => query.queryKey[0] === 'w' || query.queryKey[0] === 'workspaces' });
}

function noteImport(client: QueryClient, workspace: string | undefined, answer: ImportAnswer): void {
  client.setQueryData<ImportAnswer>(['w', workspace, `imports/${encodeURIComponent(answer.id)}`, {}], answer);
  if (ended.has(answer.state)) void client.invalidateQueries({ predicate: (query) => query.queryKey[0] === 'w' || query.queryKey[0] === 'workspaces' });
}
