import { importAnswerSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { objectParams, workspaceOf } from './parameters.ts';

export const undoImport = defineRoute({
  method: 'POST', path: '/api/w/:workspace/imports/:id/undo', summary: 'Takes an import back, within 30 days',
  params: objectParams, answer: importAnswerSchema,
  handle: async (asked) => (await workspaceOf(asked)).undoImport(asked.params.id, asked.by),
});
