import { z } from 'zod';
import { noteSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { requireDeal } from '../within-reach.ts';
import { objectParams, workspaceOf } from './parameters.ts';

export const notes = defineRoute({
  method: 'GET', path: '/api/w/:workspace/deals/:id/notes', summary: 'Notes on a deal',
  params: objectParams, answer: z.array(noteSchema),
  handle: async (asked) => {
    const workspace = await workspaceOf(asked);
    await requireDeal(workspace, asked.by.user, asked.params.id);
    return workspace.notes(asked.params.id);
  },
});
