import { inquiriesAnswerSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { scopeFor, scopeQuery, workspaceOf, workspaceParams } from './parameters.ts';

export const inquiries = defineRoute({
  method: 'GET', path: '/api/w/:workspace/inquiries', summary: 'Inquiries by the month they came in, with their conversion',
  params: workspaceParams, query: scopeQuery, answer: inquiriesAnswerSchema,
  handle: async (asked) => (await workspaceOf(asked)).inquiries(scopeFor(asked.by.user, asked.query)),
});
