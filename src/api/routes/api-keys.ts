import { z } from 'zod';
import { apiKeySchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';

export const apiKeys = defineRoute({
  method: 'GET', path: '/api/keys', summary: 'Keys of programs, newest first; never the keys themselves', answer: z.array(apiKeySchema),
  handle: ({ application, by }) => application.keys.list(by),
});
