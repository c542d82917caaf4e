import { z } from 'zod';
import { versionedContactRulesSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { workspaceOf, workspaceParams } from './parameters.ts';

export const caps = defineRoute({
  method: 'GET', path: '/api/w/:workspace/caps', summary: 'How often people may be contacted, by the level of their dial',
  params: workspaceParams, query: z.object({ asOf: z.iso.date().optional() }), answer: versionedContactRulesSchema,
  handle: async (asked) => (await workspaceOf(asked)).caps.rules(asked.query.asOf),
});
