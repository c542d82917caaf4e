import { z } from 'zod';
import { changesAnswerSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { scopeFor, scopeQuery, workspaceOf, workspaceParams } from './parameters.ts';

export const changes = defineRoute({
  method: 'GET', path: '/api/w/:workspace/changes', summary: 'What moved in the pipeline since a date',
  params: workspaceParams, query: scopeQuery.extend({ since: z.iso.date() }), answer: changesAnswerSchema,
  handle: async (asked) => (await workspaceOf(asked)).changes(asked.query.since, scopeFor(asked.by.user, scopeQuery.parse(asked.query))),
});
