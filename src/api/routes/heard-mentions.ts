import { heardAnswerSchema, heardFilterSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { workspaceOf, workspaceParams } from './parameters.ts';

export const heardMentions = defineRoute({
  method: 'GET', path: '/api/w/:workspace/listening/mentions', summary: 'What was said in public, newest first: whom it is about and why, and how it speaks',
  params: workspaceParams, query: heardFilterSchema, answer: heardAnswerSchema,
  handle: async (asked) => (await workspaceOf(asked)).listening.mentions(asked.query),
});
