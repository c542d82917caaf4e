import { jobAnswerSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { idParams } from './parameters.ts';

export const job = defineRoute({
  method: 'GET', path: '/api/jobs/:id', summary: 'One piece of long work', params: idParams, answer: jobAnswerSchema,
  handle: ({ application, params }) => application.job(params.id),
});
