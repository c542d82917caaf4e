import { z } from 'zod';
import { pageLinkSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { objectParams, workspaceOf } from './parameters.ts';

export const linkPerson = defineRoute({
  method: 'POST', path: '/api/w/:workspace/people/:id/links', summary: 'Makes a link to the person\'s own page; you send it, Hindcast sends nothing. It is shown this once',
  params: objectParams, body: z.object({ days: z.number().int().min(1).max(365).optional() }), answer: pageLinkSchema, status: 201,
  handle: async (asked) => (await workspaceOf(asked)).people.makeLink(asked.params.id, asked.body.days, asked.by),
});
