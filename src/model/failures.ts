import { z } from 'zod';

/**
 * Every failure a person or client can meet: HTTP status, CLI exit code and a title.
 * The reference page is generated from this table. Expected failures are returned as `Failed` or thrown as `Failure`
 * at the edge (routes, commands); anything else that is thrown is a bug.
 */
export const failureCatalogue = {
  bad_request: { status: 400, exit: 2, title: 'The request cannot be read' },
  not_signed_in: { status: 401, exit: 5, title: 'Sign in first' },
  not_allowed: { status: 403, exit: 5, title: 'Your role does not allow this' },
  not_found: { status: 404, exit: 4, title: 'Not found' },
  conflict: { status: 409, exit: 1, title: 'Something else changed first' },
  too_large: { status: 413, exit: 1, title: 'Too large' },
  unreadable_file: { status: 422, exit: 1, title: 'The file cannot be read' },
  unknown_kind: { status: 422, exit: 2, title: 'Unknown kind of record' },
  refused_sql: { status: 422, exit: 2, title: 'Only one SELECT over the listed views is allowed' },
  sql_failed: { status: 422, exit: 1, title: 'The statement failed' },
  not_confirmed: { status: 422, exit: 2, title: 'A confirmation is missing' },
  link_expired: { status: 410, exit: 5, title: 'The link has expired' },
  rate_limited: { status: 429, exit: 1, title: 'Too many attempts' },
  storage_full: { status: 507, exit: 1, title: 'The disk is full' },
  storage_unavailable: { status: 503, exit: 1, title: 'The data store does not answer' },
  busy: { status: 503, exit: 1, title: 'Still working on it' },
  internal: { status: 500, exit: 1, title: 'A fault in Hindcast' },
} as const satisfies Record<string, { status: number; exit: number; title: string }>;

export type FailureCode = keyof typeof failureCatalogue;

/** What happened, where, and what to do next. */
export class Failure extends Error {
  readonly code: FailureCode;
  readonly todo: string | undefined;
  constructor(code: FailureCode, detail: string, todo?: string, options?: ErrorOptions) {
    super(detail, options);
    this.name = 'Failure';
    this.code = code;
    this.todo = todo;
  }
}

/** RFC 9457 problem document. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  instance: z.string().optional(),
  code: z.string(),
  todo: z.string().optional(),
  errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
});
export type Problem = z.infer<typeof problemSchema>;

export function problemOf(failure: Failure, instance?: string): Problem {
  const entry = failureCatalogue[failure.code];
  return {
    type: `urn:hindcast:problem:${failure.code}`,
    title: entry.title,
    status: entry.status,
    detail: failure.message,
    code: failure.code,
    ...(failure.todo ? { todo: failure.todo } : {}),
    ...(instance ? { instance } : {}),
  };
}
