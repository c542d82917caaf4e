import { z } from 'zod';
import { listenedNameSchema, listenedNamesSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { workspaceOf, workspaceParams } from './parameters.ts';

export const listenFor = defineRoute({
  method: 'POST', path: '/api/w/:workspace/listening/names', summary: 'Listens for a rival or an own brand, or replaces the one of the same name',
  params: workspaceParams, body: listenedNameSchema.extend({ kind: z.enum(['own', 'rival']) }), answer: listenedNamesSchema,
  handle: async (asked) => {
    const { kind, ...name } = asked.body;
    return (await workspaceOf(asked)).listening.setName(kind, name, asked.by);
  },
});
