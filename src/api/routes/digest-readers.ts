import { z } from 'zod';
import { digestReaderSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';

export const digestReaders = defineRoute({
  method: 'GET', path: '/api/digests', summary: 'Who gets which letter, and how often', answer: z.array(digestReaderSchema),
  handle: ({ application }) => application.digests.readers(),
});
