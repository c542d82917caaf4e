import { userSchema, type User } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';

const body = userSchema.omit({ id: true }).partial().required({ email: true });

export const addUser = defineRoute({
  method: 'POST', path: '/api/users', summary: 'Adds a person, or changes one who is there', body, answer: userSchema, status: 201, repeatable: true,
  handle: ({ application, body: { email, ...change }, by }) => application.addUser(email, givenOf(change), by),
});

const givenOf = (change: object): Partial<Omit<User, 'id' | 'email'>> => Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
