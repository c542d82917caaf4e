import { Readable } from 'node:stream';
import { formulaSafe, type Reject } from '../../model/index.ts';
import type { Route } from '../define-route.ts';
import { objectParams } from './parameters.ts';
import type { z } from 'zod';

/** The rows that could not be read, as a file. No cell of it starts a formula. */
export const rejects: Route = {
  key: 'GET /api/w/:workspace/imports/:id/rejects.csv',
  summary: 'Rows that could not be read, as CSV: file, line, column, reason, value',
  register: (app, { application }) => {
    app.get<{ Params: z.infer<typeof objectParams> }>('/api/w/:workspace/imports/:id/rejects.csv', { schema: { params: objectParams, summary: rejects.summary } }, async (request, reply) => {
      const workspace = await application.workspace(request.params.workspace);
      await workspace.import(request.params.id);
      void reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="rejects.csv"');
      return reply.send(Readable.from(linesOf(workspace.rejects(request.params.id))));
    });
  },
};

async function* linesOf(found: AsyncIterable<Reject>): AsyncIterable<string> {
  yield 'file,line,column,reason,value\r\n';
  for await (const one of found) yield `${[one.file, String(one.line), one.column ?? '', one.reason, one.value ?? ''].map(cellOf).join(',')}\r\n`;
}

const cellOf = (text: string): string => `"${formulaSafe(text).replaceAll('"', '""')}"`;
