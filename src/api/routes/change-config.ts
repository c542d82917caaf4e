import { z } from 'zod';
import { defineRoute } from '../define-route.ts';

const texts = z.record(z.string().regex(/^[a-zA-Z][a-zA-Z0-9_.-]{0,60}$/), z.string().max(2_000));

export const changeConfig = defineRoute({
  method: 'PATCH', path: '/api/config', summary: 'Changes settings of the installation; answers with all of them', body: texts, answer: z.record(z.string(), z.string()),
  handle: async ({ application, body, by }) => {
    for (const [key, value] of Object.entries(body)) await application.setConfig(key, value, by);
    return application.config();
  },
});
