import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { ImportAnswer, JobAnswer } from '../../src/model/index.ts';

const underWay = new Set(['planned', 'queued', 'running']);

/** Keeps jobs and imports current from the server's event stream, and reads everything again when one has just ended. */
export function useLiveProgress(): void {
  const client = useQueryClient();
  useEffect(() => {
    const events = new EventSource('/api/events');
    events.addEventListener('job', (event) => noteJob(client, JSON.parse(event.data) as JobAnswer));
    events.addEventListener('import', (event) => noteImport(client, JSON.parse(event.data) as ImportAnswer));
    return () => events.close();
  }, [client]);
}

export function noteJob(client: QueryClient, job: JobAnswer): void {
  const before = client.getQueryData<JobAnswer[]>(['jobs'])?.find((one) => one.id === job.id);
  client.setQueryData<JobAnswer[]>(['jobs'], (jobs = []) => [job, ...jobs.filter((one) => one.id !== job.id)]);
  if (before && underWay.has(before.state) && !underWay.has(job.state)) readAgain(client);
}

/** An import is shown wherever it was asked for; ids are unique across workspaces. */
function noteImport(client: QueryClient, answer: ImportAnswer): void {
  const isThisImport = { predicate: ({ queryKey }: { queryKey: readonly unknown[] }) => queryKey[2] === `imports/${encodeURIComponent(answer.id)}` };
  const before = client.getQueriesData<ImportAnswer>(isThisImport).at(0)?.[1];
  client.setQueriesData<ImportAnswer>(isThisImport, answer);
  if (before && underWay.has(before.state) && !underWay.has(answer.state)) readAgain(client);
}

const readAgain = (client: QueryClient): void => void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === 'w' || queryKey[0] === 'workspaces' });
