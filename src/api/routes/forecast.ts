import { z } from 'zod';
import { forecastAnswerSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { scopeFor, scopeQuery, workspaceOf, workspaceParams } from './parameters.ts';

export const forecast = defineRoute({
  method: 'GET', path: '/api/w/:workspace/forecast', summary: 'What each quarter will probably bring, with its range and record',
  params: workspaceParams, query: scopeQuery, answer: z.array(forecastAnswerSchema),
  handle: async (asked) => (await workspaceOf(asked)).forecast(scopeFor(asked.by.user, asked.query)),
});
