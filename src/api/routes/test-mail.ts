import { z } from 'zod';
import { Failure } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { doneSchema } from './parameters.ts';

export const testMail = defineRoute({
  method: 'POST', path: '/api/mail/test', summary: 'Sends a test letter to one of those who may sign in', body: z.object({ to: z.email().max(254) }), answer: doneSchema,
  handle: async ({ application, body, by }) => {
    // Somebody with a session in the browser sends to colleagues alone: this is no way to write to strangers.
    if (!(await application.users()).some(({ email }) => email === body.to.toLowerCase())) throw new Failure('not_found', 'Nobody with this address may sign in.', 'Choose one of the people under Settings.');
    await application.mail.test(body.to, by);
    return { ok: true as const };
  },
});
