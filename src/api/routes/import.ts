import { importAnswerSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { objectParams, workspaceOf } from './parameters.ts';

export const importById = defineRoute({
  method: 'GET', path: '/api/w/:workspace/imports/:id', summary: 'One import: state, plan and receipt',
  params: objectParams, answer: importAnswerSchema,
  handle: async (asked) => (await workspaceOf(asked)).import(asked.params.id),
});
