import { z } from 'zod';
import { userSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';

export const users = defineRoute({
  method: 'GET', path: '/api/users', summary: 'Everybody who may sign in', answer: z.array(userSchema),
  handle: ({ application }) => application.users(),
});
