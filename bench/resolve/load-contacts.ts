import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** Reads and normalises files of raw rows on `threads` threads; each file's rows are handed over as they are ready, one insert at a time. */
export async function loadContacts(files: readonly string[], rowsAFile: number, form: 'binary' | 'csv', insert: (rows: Buffer) => Promise<void>, threads = 2): Promise<void> {
  let next = 0;
  let inserting = Promise.resolve();
  const work = async (): Promise<void> => {
    const worker = new Worker(new URL('normalise-thread.ts', import.meta.url));
    try {
      while (next < files.length) {
        const at = next++;
        const rows = await answerOf(worker, { file: files[at], from: at * rowsAFile, form });
        inserting = inserting.then(() => insert(rows)).then(() => letGo(rows));
      }
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: threads }, work));
  await inserting;
}

/** At once: a hundred files would be held until somebody collects them. */
const letGo = (rows: Buffer): void => { (rows.buffer as ArrayBuffer).transfer(0); };

async function answerOf(worker: Worker, question: unknown): Promise<Buffer> {
  worker.postMessage(question);
  const [rows] = (await once(worker, 'message')) as [Uint8Array];
  return Buffer.from(rows.buffer, rows.byteOffset, rows.byteLength);
}
