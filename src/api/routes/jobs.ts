import { z } from 'zod';
import { jobAnswerSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';

export const jobs = defineRoute({
  method: 'GET', path: '/api/jobs', summary: 'Long work: queued, under way and done', answer: z.array(jobAnswerSchema),
  handle: ({ application }) => application.jobs(),
});
