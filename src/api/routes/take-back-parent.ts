import { z } from 'zod';
import { parentAnswerSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { workspaceOf, workspaceParams } from './parameters.ts';

export const takeBackParent = defineRoute({
  method: 'POST', path: '/api/w/:workspace/identity/companies/parent/take-back', summary: 'Takes the last word on an account\'s parent back: what held before it holds again',
  params: workspaceParams, body: z.object({ child: z.string().min(1).max(300) }), answer: parentAnswerSchema,
  handle: async (asked) => (await workspaceOf(asked)).companies.takeParentBack(asked.body.child, asked.by),
});
