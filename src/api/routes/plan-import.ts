import { importPlanSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { importBodySchema, importRequestOf } from '../import-body.ts';
import { workspaceOf, workspaceParams } from './parameters.ts';

export const planImport = defineRoute({
  method: 'POST', path: '/api/w/:workspace/imports/plan', summary: 'How files would be understood: kinds, columns, formats and at most five confirmations',
  params: workspaceParams, body: importBodySchema, answer: importPlanSchema,
  handle: async (asked) => (await workspaceOf(asked)).planImport(await importRequestOf(asked.body, asked.application, asked.by)),
});
