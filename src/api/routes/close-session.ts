import { defineRoute } from '../define-route.ts';
import { clearSession, readSession } from '../session-cookie.ts';
import { doneSchema } from './parameters.ts';

export const closeSession = defineRoute({
  method: 'POST', path: '/api/session/close', summary: 'Signs out', answer: doneSchema,
  handle: async ({ application, request, reply, options }) => {
    const secret = readSession(request, options);
    if (secret !== undefined) await application.closeSession(secret);
    clearSession(reply, options);
    return { ok: true as const };
  },
});
