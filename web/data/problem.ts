import type { FailureCode } from '../../src/model/index.ts';

/** An answer of the API that is a failure: what happened and what to do next (RFC 9457). */
export class ProblemAnswer extends Error {
  readonly code: FailureCode | 'unreachable';
  readonly status: number;
  readonly todo: string | undefined;
  readonly instance: string | undefined;
  constructor(code: FailureCode | 'unreachable', status: number, detail: string, todo?: string, instance?: string) {
    super(detail);
    this.name = 'ProblemAnswer';
    this.code = code;
    this.status = status;
    this.todo = todo;
    this.instance = instance;
  }
}

/** Reads a failed response; a body that is no problem document still becomes words. */
export async function problemFrom(response: Response): Promise<ProblemAnswer> {
  const body: unknown = await response.json().catch(() => null);
  const problem = (body ?? {}) as { code?: FailureCode; detail?: string; todo?: string; instance?: string };
  return new ProblemAnswer(problem.code ?? 'internal', response.status, problem.detail ?? `The server answered ${response.status}.`, problem.todo, problem.instance);
}

export const unreachable = (): ProblemAnswer => new ProblemAnswer('unreachable', 0, 'The server does not answer.', 'Check that it is running, then try again.');
