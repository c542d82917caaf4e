import { z } from 'zod';
import { noteSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { requireDeal } from '../within-reach.ts';
import { objectParams, workspaceOf } from './parameters.ts';

export const addNote = defineRoute({
  method: 'POST', path: '/api/w/:workspace/deals/:id/notes', summary: 'Adds a note to a deal',
  params: objectParams, body: z.object({ text: z.string().trim().min(1).max(10_000) }), answer: noteSchema, status: 201, repeatable: true,
  handle: async (asked) => {
    const workspace = await workspaceOf(asked);
    await requireDeal(workspace, asked.by.user, asked.params.id);
    return workspace.addNote(asked.params.id, asked.body.text, asked.by);
  },
});
