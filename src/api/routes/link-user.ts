import { z } from 'zod';
import { defineRoute } from '../define-route.ts';

const linkSchema = z.object({ url: z.string(), email: z.string(), expiresAt: z.string(), note: z.string().nullable() });

export const linkUser = defineRoute({
  method: 'POST', path: '/api/users/link', summary: 'Makes a sign-in link, valid 15 minutes and once', body: z.object({ email: z.email() }), answer: linkSchema,
  handle: ({ application, body, by }) => application.signInLink(body.email, by),
});
