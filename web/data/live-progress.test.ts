import { QueryClient } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import type { JobAnswer } from '../../src/model/index.ts';
import { noteJob } from './live-progress.ts';

const job = (state: JobAnswer['state'], done = 0): JobAnswer => ({ id: 'J', kind: 'demo', workspace: 'demo', state, stage: 'Loading', done, total: 10, startedAt: null, finishedAt: null, error: null });

function clientWithAnswer(): { client: QueryClient; isStale: () => boolean } {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } });
  client.setQueryData(['w', 'demo', 'overview', {}], { old: true });
  return { client, isStale: () => client.getQueryState(['w', 'demo', 'overview', {}])?.isInvalidated === true };
}

test('work that ends makes everything read again', () => {
  const { client, isStale } = clientWithAnswer();
  noteJob(client, job('running', 3));
  expect(isStale()).toBe(false);
  noteJob(client, job('done', 10));
  expect(isStale()).toBe(true);
  expect(client.getQueryData<JobAnswer[]>(['jobs'])).toEqual([job('done', 10)]);
});

test('work that had ended before the page opened changes nothing', () => {
  const { client, isStale } = clientWithAnswer();
  noteJob(client, job('done', 10));
  expect(isStale()).toBe(false);
});
