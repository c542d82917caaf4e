import { z } from 'zod';
import { workspaceAnswerSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';

export const workspaces = defineRoute({
  method: 'GET', path: '/api/workspaces', summary: 'The workspaces of this installation', answer: z.array(workspaceAnswerSchema),
  handle: ({ application }) => application.workspaces(),
});
