import { randomUUID } from 'node:crypto';
import { Failure } from '../model/index.ts';
import { configurationFrom } from './configuration.ts';
import { openHouse } from './house.ts';
import type { WorkerReply, WorkerRequest } from './worker-process.ts';

/** Entry point of the worker: jobs off the queue, and answers for the API process that started it. */
const reply = (message: WorkerReply): void => { if (process.connected) process.send?.(message); };

const house = await openHouse({
  configuration: configurationFrom(process.env, process.cwd()),
  now: Date.now,
  newId: randomUUID,
  log: (line) => process.stderr.write(`${line}\n`),
});

process.on('message', (request: WorkerRequest) => {
  house.analyst.answer(request.workspace, request.question).then(
    (value) => reply({ id: request.id, value }),
    (error: unknown) => reply({ id: request.id, failure: failureOf(error) }),
  );
});

function failureOf(error: unknown): { code: string; detail: string; todo?: string } {
  if (error instanceof Failure) return { code: error.code, detail: error.message, ...(error.todo ? { todo: error.todo } : {}) };
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  return { code: 'internal', detail: error instanceof Error ? error.message : String(error) };
}

process.on('disconnect', () => {
  const late = setTimeout(() => process.exit(1), 8_000);
  late.unref();
  house.close().finally(() => process.exit(0));
});
// The parent decides when to end; a terminal's Ctrl+C reaches the whole group.
process.on('SIGINT', () => undefined);

await house.runJobs();
reply({ ready: true });
