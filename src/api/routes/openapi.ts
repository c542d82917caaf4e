import type { Route } from '../define-route.ts';

export const openapi: Route = {
  key: 'GET /openapi.json',
  summary: 'This description, as OpenAPI 3.1',
  register: (app) => {
    app.get('/openapi.json', { schema: { hide: true } }, (_request, reply) => reply.type('application/json; charset=utf-8').serializer(JSON.stringify).send(app.swagger()));
  },
};
