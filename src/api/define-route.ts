import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { problemSchema, type Application, type Principal } from '../model/index.ts';
import { principalOf, type ServerOptions } from './context.ts';

type Schema = z.ZodType;
type Read<S> = S extends Schema ? z.output<S> : undefined;

export interface Asked<P, Q, B> {
  readonly params: Read<P>;
  readonly query: Read<Q>;
  readonly body: Read<B>;
  readonly application: Application;
  readonly by: Principal;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly options: ServerOptions;
}

export interface RouteDeclaration<P, Q, B, A extends Schema> {
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly path: string;
  /** What it does, in a sentence of the reference. */
  readonly summary: string;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  /** Schema of the answer; it is checked and stripped by it before it is sent. */
  readonly answer: A;
  readonly status?: number;
  /** True where an `Idempotency-Key` makes a repeated request answer as the first did. */
  readonly repeatable?: boolean;
  readonly handle: (asked: Asked<P, Q, B>) => Promise<z.output<A>> | z.output<A>;
}

/** One endpoint, ready to be registered; `key` is its row in the role matrix. */
export interface Route {
  readonly key: string;
  readonly summary: string;
  register(app: FastifyInstance, options: ServerOptions): void;
}

/** Declares an endpoint: parse by schema, call one function, answer by schema. */
export function defineRoute<A extends Schema, P = undefined, Q = undefined, B = undefined>(route: RouteDeclaration<P, Q, B, A>): Route {
  return {
    key: `${route.method} ${route.path}`,
    summary: route.summary,
    register: (app, options) => {
      app.route({
        method: route.method,
        url: route.path,
        schema: schemaOf(route as RouteDeclaration<unknown, unknown, unknown, Schema>),
        config: { repeatable: route.repeatable ?? false },
        handler: async (request, reply) => {
          void reply.code(route.status ?? 200);
          const asked = { params: request.params, query: request.query, body: request.body, application: options.application, by: principalOf(request), request, reply, options };
          return route.handle(asked as unknown as Asked<P, Q, B>);
        },
      });
    },
  };
}

function schemaOf(route: RouteDeclaration<unknown, unknown, unknown, Schema>): Record<string, unknown> {
  return {
    summary: route.summary,
    ...(route.params ? { params: route.params } : {}),
    ...(route.query ? { querystring: route.query } : {}),
    ...(route.body ? { body: route.body } : {}),
    response: { [route.status ?? 200]: route.answer, default: problemSchema },
  };
}

declare module 'fastify' {
  interface FastifyContextConfig {
    repeatable?: boolean;
  }
}
