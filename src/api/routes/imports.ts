import { z } from 'zod';
import { importAnswerSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { workspaceOf, workspaceParams } from './parameters.ts';

export const imports = defineRoute({
  method: 'GET', path: '/api/w/:workspace/imports', summary: 'Every import with its plan and receipt, newest first',
  params: workspaceParams, answer: z.array(importAnswerSchema),
  handle: async (asked) => (await workspaceOf(asked)).imports(),
});
