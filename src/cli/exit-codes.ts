import { Failure, failureCatalogue } from '../model/index.ts';

/** How a command can end. Failures of the catalogue bring their own code. */
export const exitCodes = { ok: 0, failed: 1, usage: 2, partlyFailed: 3, notFound: 4, notAllowed: 5, interrupted: 130 } as const;

/** The exit code of whatever was thrown. */
export const exitCodeOf = (error: unknown): number => (error instanceof Failure ? failureCatalogue[error.code].exit : exitCodes.failed);

/** The words of whatever was thrown: what happened, then what to do. Faults keep their stack out of sight unless asked for. */
export function failureLines(error: unknown, showStack: boolean): string[] {
  if (error instanceof Failure) return [`hindcast: ${error.message}`, ...(error.todo ? [`  ${error.todo}`] : [])];
  const fault = error instanceof Error ? error : new Error(String(error));
  return [`hindcast: a fault: ${fault.message}`, ...(showStack && fault.stack ? [fault.stack] : ['  Run it again with HINDCAST_DEBUG=1 to see where.'])];
}
