import { replayAnswerSchema, replayRequestSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { workspaceOf, workspaceParams } from './parameters.ts';

export const replayQuarantine = defineRoute({
  method: 'POST', path: '/api/w/:workspace/quarantine/replay', summary: 'Sends events that were put aside through the steps again, as they are or repaired',
  params: workspaceParams, body: replayRequestSchema, answer: replayAnswerSchema,
  handle: async (asked) => (await workspaceOf(asked)).events.replay(asked.body, asked.by),
});
