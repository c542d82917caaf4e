import { z } from 'zod';
import { unseenAnswerSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { scopeFor, scopeQuery, workspaceOf, workspaceParams } from './parameters.ts';

export const unseen = defineRoute({
  method: 'GET', path: '/api/w/:workspace/unseen', summary: 'The share of decisions that no click could have shown, as bounds',
  params: workspaceParams, query: scopeQuery.extend({ misnaming: z.coerce.number().min(0).max(0.5).optional() }), answer: unseenAnswerSchema,
  handle: async (asked) => {
    const { misnaming, ...scope } = asked.query;
    return (await workspaceOf(asked)).buyers.unseen(scopeFor(asked.by.user, scope), misnaming);
  },
});
