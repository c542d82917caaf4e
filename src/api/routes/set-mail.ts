import { z } from 'zod';
import { mailSettingsSchema, mailSettingsShownSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';

export const setMail = defineRoute({
  method: 'POST', path: '/api/mail', summary: 'Sets the server that takes mail; without a password the one that is held stays, for the same server and user',
  body: mailSettingsSchema.extend({ password: z.string().min(1).max(1_000).optional() }), answer: mailSettingsShownSchema,
  handle: ({ application, body: { password, ...settings }, by }) => application.mail.set(settings, password, by),
});
