import { importAnswerSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { importBodySchema, importRequestOf } from '../import-body.ts';
import { workspaceOf, workspaceParams } from './parameters.ts';

export const startImport = defineRoute({
  method: 'POST', path: '/api/w/:workspace/imports', summary: 'Queues an import and answers at once; its progress comes as events',
  params: workspaceParams, body: importBodySchema, answer: importAnswerSchema, status: 202, repeatable: true,
  handle: async (asked) => (await workspaceOf(asked)).startImport(await importRequestOf(asked.body, asked.application, asked.by), asked.by),
});
