import { z } from 'zod';
import { dealAnswerSchema, dealFilterSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { scopeFor, workspaceOf, workspaceParams } from './parameters.ts';

const commaSeparated = z.string().max(20_000).transform((text) => text.split(',').filter((id) => id !== ''));
const query = dealFilterSchema.extend({ ids: commaSeparated.optional() });

export const deals = defineRoute({
  method: 'GET', path: '/api/w/:workspace/deals', summary: 'Deals on a date, each with its chance and range, or the reason why there is none; ids are separated by commas',
  params: workspaceParams, query, answer: z.array(dealAnswerSchema),
  handle: async (asked) => (await workspaceOf(asked)).deals(scopeFor(asked.by.user, asked.query)),
});
