import type { FastifyInstance } from 'fastify';
import { z } from 'zod';

/** A request that its schema refuses, with a JSON pointer to each place. */
export class RefusedRequest extends Error {
  readonly issues: ReadonlyArray<{ pointer: string; detail: string }>;
  constructor(where: string, error: z.ZodError) {
    super('The request does not fit its schema.');
    this.name = 'RefusedRequest';
    this.issues = error.issues.map((issue) => ({ pointer: pointerTo([where, ...issue.path]), detail: issue.message }));
  }
}

/** An answer that breaks its own schema: a fault of ours. */
export class BrokenAnswer extends Error {
  constructor(url: string, error: z.ZodError) {
    super(`The answer of ${url} breaks its schema: ${z.prettifyError(error)}`);
    this.name = 'BrokenAnswer';
  }
}

/**
 * Lets zod read requests and write answers. Answers are parsed forwards: zod's compiled path only works in that
 * direction, and parsing strips whatever the schema does not name.
 */
export function compileSchemas(app: FastifyInstance): void {
  app.setValidatorCompiler<z.ZodType>(({ schema, httpPart }) => (data) => {
    const parsed = schema.safeParse(data ?? {});
    return parsed.success ? { value: parsed.data } : { error: new RefusedRequest(httpPart ?? 'body', parsed.error) };
  });
  app.setSerializerCompiler<z.ZodType>(({ schema, url }) => (data) => {
    const parsed = schema.safeParse(data);
    if (!parsed.success) throw new BrokenAnswer(url, parsed.error);
    return JSON.stringify(parsed.data);
  });
}

/** RFC 6901 pointer of a place in the request. */
const pointerTo = (path: readonly PropertyKey[]): string => path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
