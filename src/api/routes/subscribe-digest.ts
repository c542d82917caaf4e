import { z } from 'zod';
import { digestEverySchema, digestReaderSchema, Failure } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { workspaceParams } from './parameters.ts';

export const subscribeDigest = defineRoute({
  method: 'POST', path: '/api/w/:workspace/digest', summary: 'Asks for one\'s own letter by day or week, or ends it',
  params: workspaceParams, body: z.object({ every: digestEverySchema }), answer: digestReaderSchema,
  handle: ({ application, params, body, by }) => {
    if (!by.user) throw new Failure('not_allowed', 'Letters are for people: a key reads none.', 'Sign in.');
    return application.digests.subscribe(params.workspace, by.user.email, body.every, by);
  },
});
