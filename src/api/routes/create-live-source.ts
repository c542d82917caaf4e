import { z } from 'zod';
import { liveSourceInputSchema, liveSourceSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { workspaceOf, workspaceParams } from './parameters.ts';

export const createLiveSource = defineRoute({
  method: 'POST', path: '/api/w/:workspace/sources', summary: 'Makes a live source of a kind that starts no program, at a host that the operator named; secrets are never shown again',
  params: workspaceParams, body: liveSourceInputSchema, answer: liveSourceSchema.extend({ address: z.string().nullable() }), status: 201,
  handle: async (asked) => (await workspaceOf(asked)).live.createInApp(asked.body, asked.by),
});
