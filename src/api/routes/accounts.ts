import { z } from 'zod';
import { accountRowSchema, rollUpLevels } from '../../model/index.ts';
import { readCursor, writeCursor } from '../cursors.ts';
import { defineRoute } from '../define-route.ts';
import { scopeFor, scopeQuery, workspaceOf, workspaceParams } from './parameters.ts';

const query = scopeQuery.extend({ search: z.string().max(200).optional(), cursor: z.string().max(500).optional(), limit: z.coerce.number().int().min(1).max(200).default(100), rollUp: z.enum(rollUpLevels).default('none') });

export const accounts = defineRoute({
  method: 'GET', path: '/api/w/:workspace/accounts', summary: 'Accounts, a page at a time; `next` is the cursor of the page after this',
  params: workspaceParams, query, answer: z.object({ rows: z.array(accountRowSchema), next: z.string().nullable() }),
  handle: async (asked) => {
    const { cursor, ...given } = scopeFor(asked.by.user, asked.query);
    const page = await (await workspaceOf(asked)).accounts({ ...given, ...(cursor === undefined ? {} : { cursor: readCursor(cursor) }) });
    return { rows: page.rows, next: page.next === null ? null : writeCursor(page.next) };
  },
});
