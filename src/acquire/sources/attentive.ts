import { Failure } from '../../model/index.ts';

/**
 * What a source says, as long as it says something: a source that is silent for too long, or whose run was cancelled, is left,
 * even where it never comes back.
 */
export async function* attentive<T>(source: AsyncIterable<T>, signal: AbortSignal, silenceMs: number): AsyncIterable<T> {
  const iterator = source[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await nextWithin(iterator, signal, silenceMs);
      if (next.done) return;
      yield next.value;
    }
  } finally {
    // A source that hangs never ends its own reading either; nobody waits for it.
    Promise.resolve(iterator.return?.()).catch(() => undefined);
  }
}

function nextWithin<T>(iterator: AsyncIterator<T>, signal: AbortSignal, silenceMs: number): Promise<IteratorResult<T>> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Failure('busy', `The source said nothing for ${Math.round(silenceMs / 1000)} seconds.`, 'See whether it answers; --setting silenceSeconds=N allows longer silence.')), silenceMs);
    const stop = (): void => reject(signal.reason as Error);
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    iterator.next().then(resolve, reject).finally(() => {
      clearTimeout(late);
      signal.removeEventListener('abort', stop);
    });
  });
}
