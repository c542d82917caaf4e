import { z } from 'zod';
import { identityChangesAnswerSchema } from '../../model/index.ts';
import { readCursor, writeCursor } from '../cursors.ts';
import { defineRoute } from '../define-route.ts';
import { workspaceOf, workspaceParams } from './parameters.ts';

const query = z.object({ person: z.string().min(1).max(400).optional(), cursor: z.string().max(1000).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) });

export const identityChanges = defineRoute({
  method: 'GET', path: '/api/w/:workspace/identity/changes', summary: 'Merges and splits of people, visitors of websites among them, newest first; of one person where a record or a visitor is named',
  params: workspaceParams, query, answer: identityChangesAnswerSchema,
  handle: async (asked) => {
    const { person, cursor, limit } = asked.query;
    const { rows, next } = await (await workspaceOf(asked)).identity.changes({ limit, ...(person === undefined ? {} : { person }), ...(cursor === undefined ? {} : { cursor: readCursor(cursor) }) });
    return { rows, next: next === null ? null : writeCursor(next) };
  },
});
