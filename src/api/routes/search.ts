import { z } from 'zod';
import { searchHitSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { searchWithin } from '../within-reach.ts';
import { workspaceOf, workspaceParams } from './parameters.ts';

export const search = defineRoute({
  method: 'GET', path: '/api/w/:workspace/search', summary: 'Accounts, deals and inquiries whose name or id holds a text',
  params: workspaceParams, query: z.object({ q: z.string().max(200) }), answer: z.array(searchHitSchema),
  handle: async (asked) => searchWithin(await workspaceOf(asked), asked.by.user, asked.query.q),
});
