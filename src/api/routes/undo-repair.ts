import { importAnswerSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { repairParams, workspaceOf } from './parameters.ts';

export const undoRepair = defineRoute({
  method: 'POST', path: '/api/w/:workspace/imports/:id/repairs/:rid/undo', summary: 'Takes one repair of an import back',
  params: repairParams, answer: importAnswerSchema,
  handle: async (asked) => (await workspaceOf(asked)).undoRepair(asked.params.id, asked.params.rid, asked.by),
});
