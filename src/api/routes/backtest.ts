import { backtestAnswerSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { scopeFor, scopeQuery, workspaceOf, workspaceParams } from './parameters.ts';

export const backtest = defineRoute({
  method: 'GET', path: '/api/w/:workspace/backtest', summary: 'What would have been said on past dates, and what came',
  params: workspaceParams, query: scopeQuery, answer: backtestAnswerSchema,
  handle: async (asked) => (await workspaceOf(asked)).backtest(scopeFor(asked.by.user, asked.query)),
});
