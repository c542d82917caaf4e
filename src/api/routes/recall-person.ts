import { recallAnswerSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { objectParams, workspaceOf } from './parameters.ts';

export const recallPerson = defineRoute({
  method: 'POST', path: '/api/w/:workspace/people/:id/recall', summary: 'Forgets a person at once and for good; it cannot be undone',
  params: objectParams, answer: recallAnswerSchema,
  handle: async (asked) => (await workspaceOf(asked)).people.recall(asked.params.id, asked.by),
});
