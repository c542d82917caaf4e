import { z } from 'zod';
import { liveKindSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { workspaceOf, workspaceParams } from './parameters.ts';

export const sourceKinds = defineRoute({
  method: 'GET', path: '/api/w/:workspace/sources/kinds', summary: 'Kinds of live sources, with what one needs to be made and whether it can be made here',
  params: workspaceParams, answer: z.array(liveKindSchema),
  handle: async (asked) => (await workspaceOf(asked)).live.kinds(),
});
