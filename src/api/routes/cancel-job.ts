import { jobAnswerSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { idParams } from './parameters.ts';

export const cancelJob = defineRoute({
  method: 'POST', path: '/api/jobs/:id/cancel', summary: 'Asks long work to stop', params: idParams, answer: jobAnswerSchema,
  handle: ({ application, params, by }) => application.cancelJob(params.id, by),
});
