import { z } from 'zod';
import { parentAnswerSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { workspaceOf, workspaceParams } from './parameters.ts';

const key = z.string().min(1).max(300);

export const setParent = defineRoute({
  method: 'POST', path: '/api/w/:workspace/identity/companies/parent', summary: 'Says which account an account is below, each by its key, id or name; null: below none, whatever records say',
  params: workspaceParams, body: z.object({ child: key, parent: key.nullable() }), answer: parentAnswerSchema,
  handle: async (asked) => (await workspaceOf(asked)).companies.setParent(asked.body.child, asked.body.parent, asked.by),
});
