import { z } from 'zod';
import { digestReaderSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';

export const ownDigests = defineRoute({
  method: 'GET', path: '/api/me/digests', summary: 'The letters that one gets oneself', answer: z.array(digestReaderSchema),
  handle: async ({ application, by }) => (await application.digests.readers()).filter(({ email }) => email === by.user?.email),
});
