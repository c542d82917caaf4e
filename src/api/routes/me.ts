import { Failure, userSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';

export const me = defineRoute({
  method: 'GET', path: '/api/me', summary: 'Who is signed in', answer: userSchema,
  handle: ({ by }) => {
    if (!by.user) throw new Failure('not_signed_in', 'There is no open session.', 'Open a sign-in link: hindcast sign-in');
    return by.user;
  },
});
