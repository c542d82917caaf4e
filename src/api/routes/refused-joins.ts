import { z } from 'zod';
import { refusedJoinsAnswerSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { workspaceOf, workspaceParams } from './parameters.ts';

const query = z.object({ person: z.string().min(1).max(400).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) });

export const refusedJoins = defineRoute({
  method: 'GET', path: '/api/w/:workspace/identity/refused', summary: 'Joins that evidence asks for and limits keep apart, with the values that one person would have; of one person where a record is named',
  params: workspaceParams, query, answer: refusedJoinsAnswerSchema,
  handle: async (asked) => {
    const { person, limit } = asked.query;
    return (await workspaceOf(asked)).identity.refused({ limit, ...(person === undefined ? {} : { person }) });
  },
});
