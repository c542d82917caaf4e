import type { ImportState } from '../../model/index.ts';

/** Which state of an import may follow which. */
const next: Record<ImportState, readonly ImportState[]> = {
  planned: ['queued', 'cancelled'],
  queued: ['running', 'cancelled', 'failed'],
  running: ['running', 'done', 'partly', 'failed', 'cancelled'],
  done: ['undone'],
  partly: ['undone'],
  failed: ['queued', 'running'],
  cancelled: [],
  undone: [],
};

export const mayBecome = (from: ImportState, to: ImportState): boolean => next[from].includes(to);
