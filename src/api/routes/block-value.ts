import { z } from 'zod';
import { blockedValueSchema, blockedValuesAnswerSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { workspaceOf, workspaceParams } from './parameters.ts';

export const blockValue = defineRoute({
  method: 'POST', path: '/api/w/:workspace/identity/blocked', summary: 'Puts a value on the list of those that say nothing of who somebody is, or takes it off; heeded by the next comparison of everybody',
  params: workspaceParams, body: blockedValueSchema.extend({ blocked: z.boolean() }), answer: blockedValuesAnswerSchema,
  handle: async (asked) => (await workspaceOf(asked)).identity.block({ kind: asked.body.kind, pattern: asked.body.pattern }, asked.body.blocked, asked.by),
});
