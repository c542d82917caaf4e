import { z } from 'zod';
import { peopleAnswerSchema } from '../../model/index.ts';
import { readCursor, writeCursor } from '../cursors.ts';
import { defineRoute } from '../define-route.ts';
import { workspaceOf, workspaceParams } from './parameters.ts';

const query = z.object({
  search: z.string().max(200).optional(), refusing: z.enum(['true', 'false']).transform((word) => word === 'true').optional(),
  cursor: z.string().max(1000).optional(), limit: z.coerce.number().int().min(1).max(200).default(50),
});

export const people = defineRoute({
  method: 'GET', path: '/api/w/:workspace/people', summary: 'People by name, a page at a time; of whoever refuses to be analysed the id alone',
  params: workspaceParams, query, answer: peopleAnswerSchema,
  handle: async (asked) => {
    const { search, refusing, cursor, limit } = asked.query;
    const page = await (await workspaceOf(asked)).people.list({ limit, ...(search === undefined ? {} : { search }), ...(refusing === undefined ? {} : { refusing }), ...(cursor === undefined ? {} : { cursor: readCursor(cursor) }) });
    return { rows: page.rows, next: page.next === null ? null : writeCursor(page.next) };
  },
});
